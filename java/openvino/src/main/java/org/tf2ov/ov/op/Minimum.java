package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// The smaller of two elements.
///
/// Source: OpenVINO `Minimum-1`.
public record Minimum() implements ElementwiseBinary {
    @Override
    public OptionalLong apply(long a, long b) {
        return OptionalLong.of(Math.min(a, b));
    }
}
