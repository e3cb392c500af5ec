package org.tf2ov.ov.op;

/// The remainder of `a / b`, with the sign of `a`.
///
/// Source: OpenVINO `Mod-1`.
public record Mod() implements ElementwiseBinary {}
