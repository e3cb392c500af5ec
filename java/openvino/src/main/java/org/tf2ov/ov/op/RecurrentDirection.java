package org.tf2ov.ov.op;

/// In which order a recurrent network reads its sequences.
public enum RecurrentDirection {
    FORWARD,
    REVERSE,
    /// Both, with weights for each.
    BIDIRECTIONAL
}
