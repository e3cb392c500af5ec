package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// `x` where it is positive, else `alpha * (e^x - 1)`.
///
/// Source: OpenVINO `Elu-1`.
public record Elu(double alpha) implements ElementwiseUnary {
    @Override
    public void accept(Value x) {}
}
