package org.tf2ov.ov.op;

/// What [GridSample] finds outside of the image.
public enum GridSamplePadding {
    ZEROS,
    /// The nearest element.
    BORDER,
    /// The image, reflected.
    REFLECTION
}
