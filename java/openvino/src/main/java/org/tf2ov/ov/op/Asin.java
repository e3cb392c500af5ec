package org.tf2ov.ov.op;

/// `arcsin(x)`.
///
/// Source: OpenVINO `Asin-1`.
public record Asin() implements ElementwiseUnary {}
