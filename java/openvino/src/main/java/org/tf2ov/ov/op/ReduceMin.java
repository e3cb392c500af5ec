package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The smallest element along axes.
///
/// Source: OpenVINO `ReduceMin-1`.
public record ReduceMin(boolean keepDims) implements Reduction {
    @Override
    public Optional<Dimension> known(List<Dimension> elements) {
        return elements.stream().reduce(Dimension::min);
    }
}
