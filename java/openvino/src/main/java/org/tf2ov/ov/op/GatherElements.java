package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// Single elements: those that indices name along an axis, the other coordinates being the place of
/// the index in its own tensor.
///
/// Inputs: the tensor, and the indices. Source: OpenVINO `GatherElements-6`.
@IrType(opset = "opset6")
public record GatherElements(int axis) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value indices = inputs.get(1);
        Require.that(
                indices.type().element() == ElementType.I32
                        || indices.type().element() == ElementType.I64,
                "the indices must be i32 or i64 and are %s",
                indices.type());
        Require.minimumRank("the tensor", x.shape(), 1);
        Require.minimumRank("the indices", indices.shape(), 1);
        PartialShape from = x.shape();
        PartialShape by = indices.shape();
        if (!from.hasRank()) {
            return List.of(Fact.of(x.type().withShape(by)));
        }
        int place = Axes.normalize(axis, from.rank());
        PartialShape others = from.with(place, Dimension.ANY);
        Require.that(
                by.overlaps(others),
                "%s and %s must have the same shape but for axis %s",
                x.type(),
                indices.type(),
                axis);
        return List.of(Fact.of(x.type().withShape(others.intersect(by))));
    }
}
