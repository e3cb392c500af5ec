package org.tf2ov.ov.op;

/// `a or b`.
///
/// Source: OpenVINO `LogicalOr-1`.
public record LogicalOr() implements Logical {}
