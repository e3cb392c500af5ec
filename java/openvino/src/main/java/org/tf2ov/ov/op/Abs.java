package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// `|x|`.
///
/// Source: OpenVINO `Abs-1`.
public record Abs() implements ElementwiseUnary {
    @Override
    public Optional<Dimension> known(Dimension x) {
        return Optional.of(
                x.min() < 0 && !x.isUnbounded()
                        ? Dimension.of(Math.abs(x.min())).union(Dimension.of(Math.abs(x.max())))
                        : x);
    }
}
