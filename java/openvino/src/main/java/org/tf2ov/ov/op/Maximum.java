package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The larger of two elements.
///
/// Source: OpenVINO `Maximum-1`.
public record Maximum() implements ElementwiseBinary {
    @Override
    public Optional<Dimension> known(Dimension a, Dimension b) {
        return Optional.of(a.max(b));
    }
}
