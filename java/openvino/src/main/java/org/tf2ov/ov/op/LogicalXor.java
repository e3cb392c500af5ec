package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// `a xor b`.
///
/// Source: OpenVINO `LogicalXor-1`.
public record LogicalXor() implements Logical {
    @Override
    public OptionalLong apply(long a, long b) {
        return OptionalLong.of(a ^ b);
    }
}
