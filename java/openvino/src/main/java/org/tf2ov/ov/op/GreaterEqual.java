package org.tf2ov.ov.op;

/// `a >= b`.
///
/// Source: OpenVINO `GreaterEqual-1`.
public record GreaterEqual() implements Comparison {
    @Override
    public boolean holds(long a, long b) {
        return a >= b;
    }
}
