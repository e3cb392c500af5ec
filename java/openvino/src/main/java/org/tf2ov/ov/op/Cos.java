package org.tf2ov.ov.op;

/// `cos(x)`.
///
/// Source: OpenVINO `Cos-1`.
public record Cos() implements ElementwiseUnary {}
