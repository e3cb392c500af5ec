package org.tf2ov.ov.op;

/// The square root of the sum of the squares along axes.
///
/// Source: OpenVINO `ReduceL2-4`.
@IrType(opset = "opset4")
public record ReduceL2(boolean keepDims) implements Reduction {}
