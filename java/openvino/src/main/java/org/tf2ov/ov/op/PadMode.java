package org.tf2ov.ov.op;

/// What [Pad] fills with.
public enum PadMode {
    /// A value.
    CONSTANT,
    /// The nearest element.
    EDGE,
    /// What lies on the other side of the outermost element.
    REFLECT,
    /// What lies on the other side of the edge, the outermost element included.
    SYMMETRIC
}
