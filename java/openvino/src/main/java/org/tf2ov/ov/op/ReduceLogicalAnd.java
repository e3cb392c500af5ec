package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// Whether all elements along axes are true.
///
/// Source: OpenVINO `ReduceLogicalAnd-1`.
public record ReduceLogicalAnd(boolean keepDims) implements Reduction {
    @Override
    public void accept(Value x) {
        Require.bool("its input", x);
    }
}
