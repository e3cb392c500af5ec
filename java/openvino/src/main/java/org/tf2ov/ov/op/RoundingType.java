package org.tf2ov.ov.op;

/// Whether a pooling window that lies partly behind the end counts.
public enum RoundingType {
    FLOOR,
    CEIL
}
