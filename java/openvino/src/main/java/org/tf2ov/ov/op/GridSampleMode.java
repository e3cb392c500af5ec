package org.tf2ov.ov.op;

/// How [GridSample] makes an element from those around a place.
public enum GridSampleMode {
    BILINEAR,
    BICUBIC,
    NEAREST
}
