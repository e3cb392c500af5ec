package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// `x * tanh(ln(1 + e^x))`.
///
/// Source: OpenVINO `Mish-4`.
@IrType(opset = "opset4")
public record Mish() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.real("its input", x);
    }
}
