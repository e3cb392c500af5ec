package org.tf2ov.ov.op;

/// `a != b`.
///
/// Source: OpenVINO `NotEqual-1`.
public record NotEqual() implements Comparison {
    @Override
    public boolean holds(long a, long b) {
        return a != b;
    }
}
