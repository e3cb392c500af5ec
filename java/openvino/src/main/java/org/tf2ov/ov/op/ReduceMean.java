package org.tf2ov.ov.op;

/// The mean along axes.
///
/// Source: OpenVINO `ReduceMean-1`.
public record ReduceMean(boolean keepDims) implements Reduction {}
