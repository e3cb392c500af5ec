package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// `e^x`, divided by its sum along an axis.
///
/// Source: OpenVINO `Softmax-8`.
@IrType(name = "SoftMax", opset = "opset8")
public record Softmax(int axis) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        if (x.shape().hasRank()) {
            Axes.normalize(axis, x.shape().rank());
        }
        return List.of(Fact.of(x.type()));
    }
}
