package org.tf2ov.ov.op;

import java.util.Arrays;
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
            Require.minimumRank(
                    "its input",
                    x.shape(),
                    axes.longs().filter(all -> all.length == 0).isPresent() ? 0 : 1);
            long last = axes.longs().map(all -> Arrays.stream(all).max().orElse(-1)).orElse(1L);
            Require.that(last < x.shape().rank(), "axis %s is outside of %s", last, x.type());
        }
        return List.of(Fact.of(x.type()));
    }
}
