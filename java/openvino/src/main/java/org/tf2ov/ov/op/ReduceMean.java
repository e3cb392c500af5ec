package org.tf2ov.ov.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// The mean along axes.
///
/// Source: OpenVINO `ReduceMean-1`.
public record ReduceMean(boolean keepDims) implements Reduction {
    @Override
    public Optional<Dimension> known(List<Dimension> elements) {
        return Contents.exact(elements)
                .filter(all -> all.length > 0)
                .map(all -> Dimension.of(Arrays.stream(all).sum() / all.length));
    }
}
