package org.tf2ov.ov.op;

/// `a ^ b`.
///
/// Source: OpenVINO `Power-1`.
public record Power() implements ElementwiseBinary {}
