package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// A tensor in which single elements are replaced, or combined with others.
///
/// Inputs: the tensor, the indices along an axis, one update for each index, and the axis. The
/// place of an index in its tensor gives the other coordinates. Source: OpenVINO
/// `ScatterElementsUpdate-12`.
///
/// @param useInitVal whether the tensor's own element takes part in the reduction
@IrType(opset = "opset12")
public record ScatterElementsUpdate(ScatterReduction reduction, boolean useInitVal) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4);
        Value x = inputs.get(0);
        PartialShape indices = inputs.get(1).shape();
        PartialShape updates = inputs.get(2).shape();
        Value axis = inputs.get(3);
        ElementType element = Require.sameElement(x, inputs.get(2));
        Require.integer("the indices", inputs.get(1));
        Require.integer("the axis", axis);
        Require.that(
                indices.overlaps(updates),
                "the indices have the shape [%s] and the updates [%s]",
                indices,
                updates);
        if (x.shape().hasRank()) {
            int rank = x.shape().rank();
            Require.rank("the indices", indices, rank);
            axis.longs().ifPresent(known -> Axes.normalize(known, rank));
        }
        Require.that(
                reduction != ScatterReduction.MEAN || element != ElementType.BOOLEAN,
                "booleans have no mean");
        return List.of(
                Contents.fact(
                        x.type().withElement(element),
                        reduction == ScatterReduction.NONE
                                ? Places.replaced(x, inputs.get(1), inputs.get(2), true)
                                : Optional.empty()));
    }
}
