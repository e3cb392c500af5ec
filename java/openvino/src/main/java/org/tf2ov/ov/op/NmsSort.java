package org.tf2ov.ov.op;

/// How selected boxes are sorted.
public enum NmsSort {
    /// By class.
    CLASSID,
    /// By score.
    SCORE,
    /// Not at all.
    NONE
}
