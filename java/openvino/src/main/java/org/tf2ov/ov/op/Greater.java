package org.tf2ov.ov.op;

/// `a > b`.
///
/// Source: OpenVINO `Greater-1`.
public record Greater() implements Comparison {
    @Override
    public boolean holds(long a, long b) {
        return a > b;
    }
}
