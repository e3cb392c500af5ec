package org.tf2ov.ov.op;

/// `arcosh(x)`.
///
/// Source: OpenVINO `Acosh-3`.
@IrType(opset = "opset4")
public record Acosh() implements ElementwiseUnary {}
