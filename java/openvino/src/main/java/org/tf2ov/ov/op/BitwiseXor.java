package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Value;

/// `a ^ b`; of booleans, `a xor b`.
///
/// Source: OpenVINO `BitwiseXor-13`.
@IrType(opset = "opset13")
public record BitwiseXor() implements ElementwiseBinary {
    @Override
    public void accept(List<Value> inputs) {
        inputs.forEach(input -> Require.bits("an input", input));
    }
}
