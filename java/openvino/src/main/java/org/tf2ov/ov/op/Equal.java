package org.tf2ov.ov.op;

/// `a == b`.
///
/// Source: OpenVINO `Equal-1`.
public record Equal() implements Comparison {}
