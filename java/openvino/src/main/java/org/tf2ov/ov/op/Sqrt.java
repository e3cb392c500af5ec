package org.tf2ov.ov.op;

/// The square root.
///
/// Source: OpenVINO `Sqrt-1`.
public record Sqrt() implements ElementwiseUnary {}
