package org.tf2ov.ov.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The sum along axes.
///
/// Source: OpenVINO `ReduceSum-1`.
public record ReduceSum(boolean keepDims) implements Reduction {
    @Override
    public Optional<Dimension> known(List<Dimension> elements) {
        return Contents.exact(elements).map(all -> Dimension.of(Arrays.stream(all).sum()));
    }
}
