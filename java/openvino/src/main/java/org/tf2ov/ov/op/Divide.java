package org.tf2ov.ov.op;

import java.util.OptionalLong;

/// `a / b`; of integers, rounded down if `pythondiv` and towards zero otherwise.
///
/// Source: OpenVINO `Divide-1`.
public record Divide(@IrName("m_pythondiv") boolean pythondiv) implements ElementwiseBinary {
    @Override
    public OptionalLong apply(long a, long b) {
        if (b == 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(pythondiv ? Math.floorDiv(a, b) : a / b);
    }
}
