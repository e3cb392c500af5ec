package org.tf2ov.ov.op;

/// How [Interpolate] makes a new element from those around it.
public enum InterpolateMode {
    /// The nearest one.
    NEAREST,
    /// Weighted by distance along all axes at once.
    LINEAR,
    /// Two, four or eight of them, weighted by distance along each axis.
    LINEAR_ONNX,
    /// Cubic convolution.
    CUBIC,
    /// As the Pillow library does it.
    BILINEAR_PILLOW,
    /// As the Pillow library does it.
    BICUBIC_PILLOW
}
