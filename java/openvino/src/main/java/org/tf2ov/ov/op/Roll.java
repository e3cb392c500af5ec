package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.PartialShape;

/// A tensor moved round along axes; what leaves at one end comes back at the other.
///
/// Inputs: the tensor, how far, and the axes. Source: OpenVINO `Roll-7`.
@IrType(opset = "opset7")
public record Roll() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        Value x = inputs.get(0);
        PartialShape shift = inputs.get(1).shape();
        Value axes = inputs.get(2);
        Require.integer("the shift", inputs.get(1));
        Require.integer("the axes", axes);
        Require.rank("the shift", shift, 0, 1);
        Require.rank("the axes", axes.shape(), 1);
        Require.that(
                shift.hasRank(0) || shift.overlaps(axes.shape()),
                "there must be a shift for each axis");
        if (x.shape().hasRank()) {
            axes.longs().ifPresent(known -> Axes.normalize(known, x.shape().rank()));
        }
        return List.of(Fact.of(x.type()));
    }
}
