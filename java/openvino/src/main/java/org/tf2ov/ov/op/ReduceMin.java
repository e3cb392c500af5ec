package org.tf2ov.ov.op;

/// The smallest element along axes.
///
/// Source: OpenVINO `ReduceMin-1`.
public record ReduceMin(boolean keepDims) implements Reduction {}
