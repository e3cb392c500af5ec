package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The largest element along axes.
///
/// Source: OpenVINO `ReduceMax-1`.
public record ReduceMax(boolean keepDims) implements Reduction {
    @Override
    public Optional<Dimension> known(List<Dimension> elements) {
        return elements.stream().reduce(Dimension::max);
    }
}
