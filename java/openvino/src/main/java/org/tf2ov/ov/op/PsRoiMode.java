package org.tf2ov.ov.op;

/// What [PSROIPooling] makes of the part of an image.
public enum PsRoiMode {
    /// The mean of each cell.
    AVERAGE,
    /// The mean of interpolated bins.
    BILINEAR
}
