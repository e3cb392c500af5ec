package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// The logarithm of [Softmax].
///
/// Source: OpenVINO `LogSoftmax-5`.
@IrType(opset = "opset5")
public record LogSoftmax(int axis) implements Op {
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
