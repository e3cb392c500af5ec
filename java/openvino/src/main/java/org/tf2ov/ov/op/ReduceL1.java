package org.tf2ov.ov.op;

/// The sum of the absolute values along axes.
///
/// Source: OpenVINO `ReduceL1-4`.
@IrType(opset = "opset4")
public record ReduceL1(boolean keepDims) implements Reduction {}
