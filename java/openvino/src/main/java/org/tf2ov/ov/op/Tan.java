package org.tf2ov.ov.op;

/// `tan(x)`.
///
/// Source: OpenVINO `Tan-1`.
public record Tan() implements ElementwiseUnary {}
