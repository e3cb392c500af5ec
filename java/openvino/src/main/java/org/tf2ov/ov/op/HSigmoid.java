package org.tf2ov.ov.op;

/// `min(max(x + 3, 0), 6) / 6`.
///
/// Source: OpenVINO `HSigmoid-5`.
@IrType(opset = "opset5")
public record HSigmoid() implements ElementwiseUnary {}
