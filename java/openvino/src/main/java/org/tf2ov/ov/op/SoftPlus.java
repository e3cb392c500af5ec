package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// `ln(1 + e^x)`.
///
/// Source: OpenVINO `SoftPlus-4`.
@IrType(opset = "opset4")
public record SoftPlus() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.real("its input", x);
    }
}
