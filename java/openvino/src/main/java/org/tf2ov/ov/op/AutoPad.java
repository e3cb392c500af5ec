package org.tf2ov.ov.op;

/// How a sliding window is padded.
public enum AutoPad {
    /// By the numbers in `padsBegin` and `padsEnd`.
    EXPLICIT,
    /// So that the output has `ceil(size / stride)` elements, with the odd one behind.
    SAME_UPPER,
    /// So that the output has `ceil(size / stride)` elements, with the odd one in front.
    SAME_LOWER,
    /// Not at all.
    VALID;

    boolean isSame() {
        return this == SAME_UPPER || this == SAME_LOWER;
    }
}
