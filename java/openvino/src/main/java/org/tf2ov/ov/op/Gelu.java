package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// `x * Phi(x)` with the normal distribution `Phi`, or its approximation by `tanh`.
///
/// Source: OpenVINO `Gelu-7`.
@IrType(opset = "opset7")
public record Gelu(GeluApproximation approximationMode) implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.real("its input", x);
    }
}
