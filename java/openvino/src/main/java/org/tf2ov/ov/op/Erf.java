package org.tf2ov.ov.op;

/// The error function.
///
/// Source: OpenVINO `Erf-1`.
public record Erf() implements ElementwiseUnary {}
