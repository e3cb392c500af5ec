package org.tf2ov.ov.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The sum of the absolute values along axes.
///
/// Source: OpenVINO `ReduceL1-4`.
@IrType(opset = "opset4")
public record ReduceL1(boolean keepDims) implements Reduction {
    @Override
    public Optional<Dimension> known(List<Dimension> elements) {
        return Contents.exact(elements)
                .map(all -> Dimension.of(Arrays.stream(all).map(Math::abs).sum()));
    }
}
