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

/// For each index a vector, along a new axis, that is `on` at the index and `off` elsewhere.
///
/// Inputs: the indices, and the scalars depth, on, off. Source: OpenVINO `OneHot-1`.
public record OneHot(int axis) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4);
        Value indices = inputs.get(0);
        Value depth = inputs.get(1);
        Require.that(
                !indices.type().element().isFloat(),
                "the indices must be integers and are %s",
                indices.type());
        Require.integer("the depth", depth);
        for (Value scalar : inputs.subList(1, 4)) {
            Require.scalar("the depth, on or off", scalar);
        }
        depth.longs()
                .filter(_ -> indices.shape().hasRank())
                .ifPresent(all -> Require.that(all[0] >= 0, "the depth is negative: %s", all[0]));
        ElementType element = Require.sameElement(inputs.get(2), inputs.get(3));
        if (!indices.shape().hasRank()) {
            return List.of(Fact.of(new TensorType(element, PartialShape.DYNAMIC)));
        }
        List<Dimension> dimensions = new ArrayList<>(indices.shape().dimensions());
        dimensions.add(
                Axes.normalize(axis, dimensions.size() + 1),
                depth.elements().map(List::getFirst).orElse(Dimension.ANY).atLeastZero());
        return List.of(Fact.of(new TensorType(element, PartialShape.of(dimensions))));
    }
}
