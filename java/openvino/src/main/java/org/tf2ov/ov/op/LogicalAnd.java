package org.tf2ov.ov.op;

/// `a and b`.
///
/// Source: OpenVINO `LogicalAnd-1`.
public record LogicalAnd() implements Logical {}
