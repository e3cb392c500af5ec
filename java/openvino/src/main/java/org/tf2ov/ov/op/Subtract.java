package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// `a - b`.
///
/// Source: OpenVINO `Subtract-1`.
public record Subtract() implements ElementwiseBinary {
    @Override
    public OptionalLong apply(long a, long b) {
        return Whole.exact(() -> Math.subtractExact(a, b));
    }
}
