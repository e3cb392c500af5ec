package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// Running sums along an axis.
///
/// Inputs: the tensor, and the axis as a scalar. Source: OpenVINO `CumSum-3`.
///
/// @param exclusive whether a sum leaves the element at its own place out
/// @param reverse whether sums run from the end
@IrType(opset = "opset3")
public record CumSum(boolean exclusive, boolean reverse) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        ElementType axis = inputs.get(1).type().element();
        Require.that(
                axis == ElementType.I32 || axis == ElementType.I64,
                "the axis is i32 or i64, not %s",
                axis);
        return List.of(Fact.of(inputs.getFirst().type()));
    }
}
