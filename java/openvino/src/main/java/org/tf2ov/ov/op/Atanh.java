package org.tf2ov.ov.op;

/// `artanh(x)`.
///
/// Source: OpenVINO `Atanh-3`.
@IrType(opset = "opset4")
public record Atanh() implements ElementwiseUnary {}
