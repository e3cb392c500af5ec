package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// Running sums along an axis.
///
/// Inputs: the tensor, and the axis as a scalar (0 without it). Source: OpenVINO `CumSum-3`.
///
/// @param exclusive whether a sum leaves the element at its own place out
/// @param reverse whether sums run from the end
@IrType(opset = "opset3")
public record CumSum(boolean exclusive, boolean reverse) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1, 2);
        if (inputs.size() == 2) {
            Require.integer("the axis", inputs.get(1));
        }
        return List.of(Fact.of(inputs.getFirst().type()));
    }
}
