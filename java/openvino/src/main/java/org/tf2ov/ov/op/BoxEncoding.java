package org.tf2ov.ov.op;

/// What the four numbers of a box are.
public enum BoxEncoding {
    /// Two opposite corners: `y1, x1, y2, x2`.
    CORNER,
    /// `x, y, width, height`, with the centre.
    CENTER
}
