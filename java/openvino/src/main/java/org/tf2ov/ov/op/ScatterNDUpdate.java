package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// A tensor in which slices at places of several coordinates are replaced.
///
/// Inputs: the tensor, the indices `[any..., number of coordinates]`, and the slices `[any...,
/// slice...]`. Source: OpenVINO `ScatterNDUpdate-4`.
@IrType(opset = "opset4")
public record ScatterNDUpdate() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        Value x = inputs.get(0);
        Require.integer("the indices", inputs.get(1));
        ElementType element = Require.sameElement(x, inputs.get(2));
        Places.check(x.shape(), inputs.get(1).shape(), inputs.get(2).shape());
        return List.of(
                Contents.fact(
                        x.type().withElement(element),
                        Places.replaced(x, inputs.get(1), inputs.get(2), true)));
    }
}
