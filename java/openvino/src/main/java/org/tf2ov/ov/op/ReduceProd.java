package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The product along axes.
///
/// Source: OpenVINO `ReduceProd-1`.
public record ReduceProd(boolean keepDims) implements Reduction {
    @Override
    public Optional<Dimension> known(List<Dimension> elements) {
        return elements.stream().allMatch(element -> element.min() >= 0)
                        || elements.stream().noneMatch(Dimension::isUnbounded)
                ? Optional.of(elements.stream().reduce(Dimension.of(1), Dimension::times))
                : Optional.empty();
    }
}
