package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// `a ^ b`.
///
/// Source: OpenVINO `Power-1`.
public record Power() implements ElementwiseBinary {
    @Override
    public OptionalLong apply(long a, long b) {
        return Whole.exact(() -> Whole.power(a, b));
    }
}
