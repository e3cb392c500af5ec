package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// `a and b`.
///
/// Source: OpenVINO `LogicalAnd-1`.
public record LogicalAnd() implements Logical {
    @Override
    public OptionalLong apply(long a, long b) {
        return OptionalLong.of(Math.min(a, b));
    }
}
