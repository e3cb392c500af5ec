package org.tf2ov.ov.op;

/// The natural logarithm.
///
/// Source: OpenVINO `Log-1`.
public record Log() implements ElementwiseUnary {}
