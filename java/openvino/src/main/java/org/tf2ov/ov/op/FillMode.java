package org.tf2ov.ov.op;

/// What [SegmentMax] puts where a segment is empty.
public enum FillMode {
    ZERO,
    /// The smallest number of the element type.
    LOWEST
}
