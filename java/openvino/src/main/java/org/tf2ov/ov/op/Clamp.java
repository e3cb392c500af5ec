package org.tf2ov.ov.op;

/// `x`, but no less than `min` and no more than `max`.
///
/// Source: OpenVINO `Clamp-1`.
public record Clamp(double min, double max) implements ElementwiseUnary {}
