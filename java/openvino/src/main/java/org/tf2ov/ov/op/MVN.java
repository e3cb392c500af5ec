package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.PartialShape;

/// A tensor less its mean along axes, divided by its standard deviation if wanted.
///
/// Inputs: the tensor and the axes. Source: OpenVINO `MVN-6`.
@IrType(opset = "opset6")
public record MVN(double eps, boolean normalizeVariance, MvnEpsMode epsMode) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        PartialShape axes = inputs.get(1).shape();
        Require.rank("the axes", axes, 1);
        Require.that(
                !x.shape().hasRank()
                        || !axes.hasRank()
                        || axes.dimension(0).min() <= x.shape().rank(),
                "there are more axes than %s has dimensions",
                x.type());
        return List.of(Fact.of(x.type()));
    }
}
