package org.tf2ov.ov.op;

/// `x` where it is positive, else `alpha * (e^x - 1)`.
///
/// Source: OpenVINO `Elu-1`.
public record Elu(double alpha) implements ElementwiseUnary {}
