package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// `a - b`.
///
/// Source: OpenVINO `Subtract-1`.
public record Subtract() implements ElementwiseBinary {
    @Override
    public Optional<Dimension> known(Dimension a, Dimension b) {
        return Optional.of(a.minus(b));
    }
}
