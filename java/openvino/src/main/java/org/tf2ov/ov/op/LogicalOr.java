package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// `a or b`.
///
/// Source: OpenVINO `LogicalOr-1`.
public record LogicalOr() implements Logical {
    @Override
    public OptionalLong apply(long a, long b) {
        return OptionalLong.of(Math.max(a, b));
    }
}
