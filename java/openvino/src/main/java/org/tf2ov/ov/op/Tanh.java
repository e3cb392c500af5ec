package org.tf2ov.ov.op;

/// `tanh(x)`.
///
/// Source: OpenVINO `Tanh-1`.
public record Tanh() implements ElementwiseUnary {}
