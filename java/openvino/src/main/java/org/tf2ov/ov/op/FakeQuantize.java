package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.PartialShape;

/// Rounds to one of `levels` values between two bounds, and maps these to two other bounds.
///
/// Inputs: the tensor, input low, input high, output low, output high, which broadcast to the
/// tensor. Source: OpenVINO `FakeQuantize-1`.
public record FakeQuantize(int levels) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 5);
        PartialShape shape = inputs.getFirst().shape();
        for (Value bound : inputs.subList(1, 5)) {
            shape = Broadcasting.numpy(shape, bound.shape());
        }
        return List.of(Fact.of(inputs.getFirst().type()));
    }
}
