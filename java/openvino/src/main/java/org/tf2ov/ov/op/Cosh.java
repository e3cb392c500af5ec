package org.tf2ov.ov.op;

/// `cosh(x)`.
///
/// Source: OpenVINO `Cosh-1`.
public record Cosh() implements ElementwiseUnary {}
