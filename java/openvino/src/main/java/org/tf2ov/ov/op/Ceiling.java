package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The smallest whole number that is not below `x`.
///
/// Source: OpenVINO `Ceiling-1`.
public record Ceiling() implements ElementwiseUnary {
    @Override
    public Optional<Dimension> known(Dimension x) {
        return x.isStatic() ? Optional.of(x) : Optional.empty();
    }
}
