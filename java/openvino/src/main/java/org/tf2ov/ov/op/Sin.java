package org.tf2ov.ov.op;

/// `sin(x)`.
///
/// Source: OpenVINO `Sin-1`.
public record Sin() implements ElementwiseUnary {}
