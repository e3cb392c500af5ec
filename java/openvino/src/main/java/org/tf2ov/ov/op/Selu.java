package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `lambda * x` where `x` is positive, else `lambda * alpha * (e^x - 1)`.
///
/// Inputs: `x`, and the scalars `alpha` and `lambda`. Source: OpenVINO `Selu-1`.
public record Selu() implements ElementwiseUnary {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        ElementType element = Require.sameElement(inputs);
        Require.real("its input", inputs.getFirst());
        return List.of(Fact.of(inputs.getFirst().type().withElement(element)));
    }
}
