package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// `max(x, 0)`.
///
/// Source: OpenVINO `ReLU-1`.
@IrType(name = "ReLU")
public record Relu() implements ElementwiseUnary {
    @Override
    public Optional<Dimension> known(Dimension x) {
        return x.isStatic() ? Optional.of(x.atLeastZero()) : Optional.empty();
    }
}
