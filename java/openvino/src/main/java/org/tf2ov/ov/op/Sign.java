package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// -1, 0 or 1.
///
/// Source: OpenVINO `Sign-1`.
public record Sign() implements ElementwiseUnary {
    @Override
    public Optional<Dimension> known(Dimension x) {
        return x.isStatic() ? Optional.of(Dimension.of(Long.signum(x.value()))) : Optional.empty();
    }
}
