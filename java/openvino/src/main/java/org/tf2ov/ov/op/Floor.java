package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The largest whole number that is not above `x`.
///
/// Source: OpenVINO `Floor-1`.
public record Floor() implements ElementwiseUnary {
    @Override
    public Optional<Dimension> known(Dimension x) {
        return x.isStatic() ? Optional.of(x) : Optional.empty();
    }
}
