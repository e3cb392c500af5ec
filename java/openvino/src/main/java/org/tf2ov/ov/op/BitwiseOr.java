package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Value;

/// `a | b`; of booleans, `a or b`.
///
/// Source: OpenVINO `BitwiseOr-13`.
@IrType(opset = "opset13")
public record BitwiseOr() implements ElementwiseBinary {
    @Override
    public void accept(List<Value> inputs) {
        inputs.forEach(input -> Require.bits("an input", input));
    }
}
