package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `min(max(alpha * x + beta, 0), 1)`.
///
/// Inputs: `x`, and the scalars `alpha` and `beta`. Source: OpenVINO `HardSigmoid-1`.
public record HardSigmoid() implements ElementwiseUnary {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3);
        ElementType element = Require.sameElement(inputs);
        Require.scalar("alpha", inputs.get(1));
        Require.scalar("beta", inputs.get(2));
        return List.of(Fact.of(inputs.getFirst().type().withElement(element)));
    }
}
