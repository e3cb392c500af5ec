package org.tf2ov.ov.op;

/// `x * min(max(x + 3, 0), 6) / 6`.
///
/// Source: OpenVINO `HSwish-4`.
@IrType(opset = "opset4")
public record HSwish() implements ElementwiseUnary {}
