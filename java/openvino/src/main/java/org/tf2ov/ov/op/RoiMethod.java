package org.tf2ov.ov.op;

/// What [ROIPooling] makes of the part of an image.
public enum RoiMethod {
    /// The largest element of each cell.
    MAX,
    /// An interpolated element for each cell.
    BILINEAR
}
