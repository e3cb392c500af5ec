package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;

/// The nearest whole number.
///
/// Source: OpenVINO `Round-5`.
@IrType(opset = "opset5")
public record Round(RoundMode mode) implements ElementwiseUnary {
    @Override
    public void accept(Value x) {}

    @Override
    public Optional<Dimension> known(Dimension x) {
        return x.isStatic() ? Optional.of(x) : Optional.empty();
    }
}
