package org.tf2ov.ov.op;

/// Whose random numbers [RandomUniform] makes.
public enum RandomAlignment {
    TENSORFLOW,
    PYTORCH
}
