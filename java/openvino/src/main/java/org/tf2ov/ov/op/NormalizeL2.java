package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// A tensor divided by the root of the sum of its squares along axes.
///
/// Inputs: the tensor and the axes. Source: OpenVINO `NormalizeL2-1`.
public record NormalizeL2(double eps, EpsMode epsMode) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value axes = inputs.get(1);
        Require.rank("the axes", axes.shape(), 0, 1);
        if (x.shape().hasRank()) {
            axes.longs()
                    .filter(all -> all.length > 0)
                    .ifPresent(all -> Require.minimumRank("its input", x.shape(), 1));
            axes.longs().ifPresent(known -> Axes.normalize(known, x.shape().rank()));
        }
        return List.of(Fact.of(x.type()));
    }
}
