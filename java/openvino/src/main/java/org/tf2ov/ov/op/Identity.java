package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// `x`.
///
/// Source: OpenVINO `Identity-16`.
@IrType(opset = "opset16")
public record Identity() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {}
}
