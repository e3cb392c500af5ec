package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// `a == b`.
///
/// Source: OpenVINO `Equal-1`.
public record Equal() implements Comparison {
    @Override
    public boolean holds(long a, long b) {
        return a == b;
    }

    /// What cannot be equal is known not to be.
    @Override
    public Optional<Dimension> known(Dimension a, Dimension b) {
        return a.overlaps(b)
                ? Optional.of(a.isStatic() && b.isStatic() ? Dimension.of(1) : new Dimension(0, 1))
                : Optional.of(Dimension.of(0));
    }
}
