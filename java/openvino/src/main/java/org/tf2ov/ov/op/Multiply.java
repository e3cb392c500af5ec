package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// `a * b`.
///
/// Source: OpenVINO `Multiply-1`.
public record Multiply() implements ElementwiseBinary {
    @Override
    public OptionalLong apply(long a, long b) {
        return Whole.exact(() -> Math.multiplyExact(a, b));
    }
}
