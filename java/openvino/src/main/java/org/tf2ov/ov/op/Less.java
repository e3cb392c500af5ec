package org.tf2ov.ov.op;

/// `a < b`.
///
/// Source: OpenVINO `Less-1`.
public record Less() implements Comparison {
    @Override
    public boolean holds(long a, long b) {
        return a < b;
    }
}
