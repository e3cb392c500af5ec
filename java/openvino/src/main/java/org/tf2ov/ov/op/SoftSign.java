package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// `x / (1 + |x|)`.
///
/// Source: OpenVINO `SoftSign-9`.
@IrType(opset = "opset9")
public record SoftSign() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.real("its input", x);
    }
}
