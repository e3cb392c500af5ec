package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// Each bit turned round; of booleans, `not x`.
///
/// Source: OpenVINO `BitwiseNot-13`.
@IrType(opset = "opset13")
public record BitwiseNot() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.bits("its input", x);
    }
}
