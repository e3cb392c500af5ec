package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// `a / b`; of integers, rounded down if `pythondiv` and towards zero otherwise.
///
/// Source: OpenVINO `Divide-1`.
public record Divide(@IrName("m_pythondiv") boolean pythondiv) implements ElementwiseBinary {
    @Override
    public Optional<Dimension> known(Dimension a, Dimension b) {
        if (!b.isStatic() || b.value() <= 0) {
            return Optional.empty();
        }
        return Optional.of(a.floorDivide(b.value()));
    }
}
