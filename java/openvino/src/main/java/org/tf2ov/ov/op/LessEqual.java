package org.tf2ov.ov.op;

/// `a <= b`.
///
/// Source: OpenVINO `LessEqual-1`.
public record LessEqual() implements Comparison {}
