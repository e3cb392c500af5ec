package org.tf2ov.ov.op;

/// What becomes of an element that a scatter meets, and of several that it puts at one place.
public enum ScatterReduction {
    /// It is replaced.
    NONE,
    SUM,
    /// The difference; [ScatterElementsUpdate] does not know it.
    SUB,
    PROD,
    MIN,
    MAX,
    /// [ScatterNDReduce] does not know it.
    MEAN
}
