package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// The larger of two elements.
///
/// Source: OpenVINO `Maximum-1`.
public record Maximum() implements ElementwiseBinary {
    @Override
    public OptionalLong apply(long a, long b) {
        return OptionalLong.of(Math.max(a, b));
    }
}
