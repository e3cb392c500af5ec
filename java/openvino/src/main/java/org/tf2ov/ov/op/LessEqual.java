package org.tf2ov.ov.op;

/// `a <= b`.
///
/// Source: OpenVINO `LessEqual-1`.
public record LessEqual() implements Comparison {
    @Override
    public boolean holds(long a, long b) {
        return a <= b;
    }
}
