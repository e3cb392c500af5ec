package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// Whether some element along axes is true.
///
/// Source: OpenVINO `ReduceLogicalOr-1`.
public record ReduceLogicalOr(boolean keepDims) implements Reduction {
    @Override
    public void accept(Value x) {
        Require.bool("its input", x);
    }
}
