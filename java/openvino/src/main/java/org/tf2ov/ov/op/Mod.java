package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The remainder of `a / b`, with the sign of `a`.
///
/// Source: OpenVINO `Mod-1`.
public record Mod() implements ElementwiseBinary {
    @Override
    public Optional<Dimension> known(Dimension a, Dimension b) {
        if (a.isStatic() && b.isStatic() && !b.is(0)) {
            return Optional.of(Dimension.of(a.value() % b.value()));
        }
        if (a.isUnbounded()) {
            return Optional.of(Dimension.ANY);
        }
        if (a.min() < 0 || b.min() < 0) {
            return Optional.empty();
        }
        if (a.max() < b.min()) {
            return Optional.of(a);
        }
        return Optional.of(
                b.isUnbounded()
                        ? Dimension.ANY
                        : new Dimension(0, Math.min(a.max(), Math.max(b.max() - 1, 0))));
    }
}
