package org.tf2ov.ov.op;

/// The largest element along axes.
///
/// Source: OpenVINO `ReduceMax-1`.
public record ReduceMax(boolean keepDims) implements Reduction {}
