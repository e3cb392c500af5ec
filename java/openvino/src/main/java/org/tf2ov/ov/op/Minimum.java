package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The smaller of two elements.
///
/// Source: OpenVINO `Minimum-1`.
public record Minimum() implements ElementwiseBinary {
    @Override
    public Optional<Dimension> known(Dimension a, Dimension b) {
        return Optional.of(a.min(b));
    }
}
