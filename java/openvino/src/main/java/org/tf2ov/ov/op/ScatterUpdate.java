package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A tensor in which the slices along an axis that indices name are replaced.
///
/// Inputs: the tensor, the indices, the slices (the tensor's shape with the shape of the indices in
/// the place of the axis), and the axis. Source: OpenVINO `ScatterUpdate-3`.
@IrType(opset = "opset3")
public record ScatterUpdate() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4);
        Value x = inputs.get(0);
        Value indices = inputs.get(1);
        Value slices = inputs.get(2);
        Value axis = inputs.get(3);
        ElementType element = Require.sameElement(x, slices);
        Require.integer("the indices", indices);
        Require.integer("the axis", axis);
        Require.scalarOrOne("the axis", axis);
        TensorType type = x.type().withElement(element);
        boolean ranked =
                x.shape().hasRank() && indices.shape().hasRank() && slices.shape().hasRank();
        Require.that(
                !ranked || slices.shape().rank() == x.shape().rank() + indices.shape().rank() - 1,
                "the slices must have the rank %s and are %s",
                ranked ? x.shape().rank() + indices.shape().rank() - 1 : -1,
                slices.type());
        if (!x.shape().hasRank() || axis.longs().isEmpty()) {
            return List.of(Fact.of(type));
        }
        int place = Axes.normalize(axis.longs().orElseThrow()[0], x.shape().rank());
        if (ranked) {
            checkSlices(x.shape(), indices.shape(), slices.shape(), place);
        }
        return List.of(Contents.fact(type, Places.replaced(x, indices, slices, false)));
    }

    private static void checkSlices(
            PartialShape shape, PartialShape indices, PartialShape slices, int axis) {
        List<Dimension> wanted = new ArrayList<>(shape.dimensions().subList(0, axis));
        wanted.addAll(indices.dimensions());
        wanted.addAll(shape.dimensions().subList(axis + 1, shape.rank()));
        Require.that(
                slices.overlaps(PartialShape.of(wanted)),
                "the slices have the shape [%s] and should have [%s]",
                slices,
                PartialShape.of(wanted));
    }
}
