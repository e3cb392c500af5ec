package org.tf2ov.ov.op;

/// How [NormalizeL2] uses its small number.
public enum EpsMode {
    /// Added to the sum of squares.
    ADD,
    /// The least that the sum of squares may be.
    MAX
}
