package org.tf2ov.ov.op;

/// `e^x`.
///
/// Source: OpenVINO `Exp-1`.
public record Exp() implements ElementwiseUnary {}
