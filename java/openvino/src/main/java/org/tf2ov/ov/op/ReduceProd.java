package org.tf2ov.ov.op;

/// The product along axes.
///
/// Source: OpenVINO `ReduceProd-1`.
public record ReduceProd(boolean keepDims) implements Reduction {}
