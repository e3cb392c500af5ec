package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;

/// `x / (1 + e^(-beta * x))`.
///
/// Inputs: `x`, and, unless it is 1, the scalar `beta`. Source: OpenVINO `Swish-4`.
@IrType(opset = "opset4")
public record Swish() implements ElementwiseUnary {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1, 2);
        Value x = inputs.getFirst();
        Require.real("its input", x);
        if (inputs.size() == 2) {
            Require.sameElement(inputs);
            Require.rank("beta", inputs.get(1).shape(), 0);
        }
        return List.of(Fact.of(x.type()));
    }
}
