package org.tf2ov.ov.op;

/// Where in the old image an element of the new one lies: `x` from `x'`, by sizes and scale.
public enum CoordinateTransformation {
    /// `(x' + 0.5) / scale - 0.5`
    HALF_PIXEL,
    /// As `HALF_PIXEL`, but 0 where the new size is 1.
    PYTORCH_HALF_PIXEL,
    /// `x' / scale`
    ASYMMETRIC,
    /// `(x' + 0.5) / scale`
    TF_HALF_PIXEL_FOR_NN,
    /// `x' * (old size - 1) / (new size - 1)`
    ALIGN_CORNERS
}
