package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// Local response normalization: `x / (bias + alpha / size^n * sum of squares of neighbours)^beta`.
///
/// Inputs: the tensor, and the `n` axes along which `size` neighbours count. Source: OpenVINO
/// `LRN-1`.
public record LRN(double alpha, double beta, double bias, int size) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value axes = inputs.get(1);
        Require.integer("the axes", axes);
        Require.rank("the axes", axes.shape(), 1);
        if (x.shape().hasRank()) {
            axes.longs().ifPresent(known -> Axes.normalize(known, x.shape().rank()));
        }
        return List.of(Fact.of(x.type()));
    }
}
