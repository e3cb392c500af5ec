package org.tf2ov.ov.op;

/// `a xor b`.
///
/// Source: OpenVINO `LogicalXor-1`.
public record LogicalXor() implements Logical {}
