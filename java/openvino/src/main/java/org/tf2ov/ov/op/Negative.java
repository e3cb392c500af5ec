package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// `-x`.
///
/// Source: OpenVINO `Negative-1`.
public record Negative() implements ElementwiseUnary {
    @Override
    public Optional<Dimension> known(Dimension x) {
        return x.isStatic() ? Optional.of(x.negate()) : Optional.empty();
    }
}
