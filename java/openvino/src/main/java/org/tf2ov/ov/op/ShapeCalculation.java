package org.tf2ov.ov.op;

/// What the second input of [Interpolate] is.
public enum ShapeCalculation {
    /// The new sizes.
    SIZES,
    /// Factors by which the sizes grow.
    SCALES
}
