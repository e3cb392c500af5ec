package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// `|x|`.
///
/// Source: OpenVINO `Abs-1`.
public record Abs() implements ElementwiseUnary {
    @Override
    public Optional<Dimension> known(Dimension x) {
        return x.isStatic() ? Optional.of(Dimension.of(Math.abs(x.value()))) : Optional.empty();
    }
}
