package org.tf2ov.ov.op;

/// `arctan(x)`.
///
/// Source: OpenVINO `Atan-1`.
public record Atan() implements ElementwiseUnary {}
