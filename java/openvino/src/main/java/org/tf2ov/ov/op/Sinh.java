package org.tf2ov.ov.op;

/// `sinh(x)`.
///
/// Source: OpenVINO `Sinh-1`.
public record Sinh() implements ElementwiseUnary {}
