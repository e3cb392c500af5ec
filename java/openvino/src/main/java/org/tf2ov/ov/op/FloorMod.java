package org.tf2ov.ov.op;

/// The remainder of `a / b`, with the sign of `b`.
///
/// Source: OpenVINO `FloorMod-1`.
public record FloorMod() implements ElementwiseBinary {}
