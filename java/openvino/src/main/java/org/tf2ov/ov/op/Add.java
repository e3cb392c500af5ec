package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// `a + b`.
///
/// Source: OpenVINO `Add-1`.
public record Add() implements ElementwiseBinary {
    @Override
    public OptionalLong apply(long a, long b) {
        return Whole.exact(() -> Math.addExact(a, b));
    }
}
