package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The nearest whole number.
///
/// Source: OpenVINO `Round-5`.
@IrType(opset = "opset5")
public record Round(RoundMode mode) implements ElementwiseUnary {
    @Override
    public Optional<Dimension> known(Dimension x) {
        return Optional.of(x);
    }
}
