package org.tf2ov.ov.op;

/// `(a - b)^2`.
///
/// Source: OpenVINO `SquaredDifference-1`.
public record SquaredDifference() implements ElementwiseBinary {}
