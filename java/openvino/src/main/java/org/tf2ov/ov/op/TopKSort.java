package org.tf2ov.ov.op;

/// How [TopK] orders what it found.
public enum TopKSort {
    /// By value.
    VALUE,
    /// By index.
    INDEX,
    /// Not at all.
    NONE
}
