package org.tf2ov.ov.op;

/// `arccos(x)`.
///
/// Source: OpenVINO `Acos-1`.
public record Acos() implements ElementwiseUnary {}
