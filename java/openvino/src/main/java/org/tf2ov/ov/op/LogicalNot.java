package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// `not x`.
///
/// Source: OpenVINO `LogicalNot-1`.
public record LogicalNot() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.bool("its input", x);
    }
}
