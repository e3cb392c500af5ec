package org.tf2ov.ov.op;

/// What [TopK] looks for.
public enum TopKMode {
    MAX,
    MIN
}
