package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Value;

/// `a << b`.
///
/// Source: OpenVINO `BitwiseLeftShift-15`.
@IrType(opset = "opset15")
public record BitwiseLeftShift() implements ElementwiseBinary {
    @Override
    public void accept(List<Value> inputs) {
        inputs.forEach(input -> Require.integer("an input", input));
    }
}
