package org.tf2ov.ov.op;

/// The sum along axes.
///
/// Source: OpenVINO `ReduceSum-1`.
public record ReduceSum(boolean keepDims) implements Reduction {}
