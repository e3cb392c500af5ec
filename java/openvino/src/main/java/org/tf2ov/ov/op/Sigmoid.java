package org.tf2ov.ov.op;

/// `1 / (1 + e^-x)`.
///
/// Source: OpenVINO `Sigmoid-1`.
public record Sigmoid() implements ElementwiseUnary {}
