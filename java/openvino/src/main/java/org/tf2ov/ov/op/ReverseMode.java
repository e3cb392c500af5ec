package org.tf2ov.ov.op;

/// How the second input of [Reverse] names axes.
public enum ReverseMode {
    /// By their numbers.
    INDEX,
    /// By a boolean for each dimension.
    MASK
}
