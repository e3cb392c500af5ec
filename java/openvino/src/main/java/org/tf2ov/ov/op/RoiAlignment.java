package org.tf2ov.ov.op;

/// Where an element of an image lies.
public enum RoiAlignment {
    /// At whole coordinates.
    ASYMMETRIC,
    /// In the middle of a pixel, with boxes of at least one pixel.
    HALF_PIXEL_FOR_NN,
    /// In the middle of a pixel.
    HALF_PIXEL
}
