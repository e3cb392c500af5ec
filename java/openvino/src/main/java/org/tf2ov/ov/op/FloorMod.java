package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// The remainder of `a / b`, with the sign of `b`.
///
/// Source: OpenVINO `FloorMod-1`.
public record FloorMod() implements ElementwiseBinary {
    @Override
    public OptionalLong apply(long a, long b) {
        return b == 0 ? OptionalLong.empty() : OptionalLong.of(Math.floorMod(a, b));
    }
}
