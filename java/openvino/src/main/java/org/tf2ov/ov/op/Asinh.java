package org.tf2ov.ov.op;

/// `arsinh(x)`.
///
/// Source: OpenVINO `Asinh-3`.
@IrType(opset = "opset4")
public record Asinh() implements ElementwiseUnary {}
