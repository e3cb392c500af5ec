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

/// Tensors one behind the other along an axis.
///
/// Source: OpenVINO `Concat-1`.
public record Concat(int axis) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1, Integer.MAX_VALUE);
        ElementType element = Require.sameElement(inputs);
        PartialShape merged = PartialShape.DYNAMIC;
        Dimension length = Dimension.of(0);
        for (Value input : inputs) {
            PartialShape shape = input.shape();
            if (!shape.hasRank()) {
                length = length.plus(Dimension.ANY);
                continue;
            }
            Require.minimumRank("an input", shape, 1);
            int place = Axes.normalize(axis, shape.rank());
            length = length.plus(shape.dimension(place));
            PartialShape others = shape.with(place, Dimension.ANY);
            if (!merged.overlaps(others)) {
                throw Require.failure(
                        "%s cannot stand behind each other along axis %s",
                        inputs.stream().map(Value::type).toList(), axis);
            }
            merged = merged.intersect(others);
        }
        PartialShape shape =
                merged.hasRank()
                        ? merged.with(Axes.normalize(axis, merged.rank()), length)
                        : merged;
        TensorType type = new TensorType(element, shape);
        if (!Contents.isSmall(shape) || inputs.stream().anyMatch(i -> i.elements().isEmpty())) {
            return List.of(Fact.of(type));
        }
        int place = Axes.normalize(axis, shape.rank());
        List<Dimension> elements = new ArrayList<>();
        for (long[] at : Contents.places(shape)) {
            int input = 0;
            while (at[place] >= inputs.get(input).shape().dimension(place).value()) {
                at[place] -= inputs.get(input).shape().dimension(place).value();
                input++;
            }
            long index = Contents.index(inputs.get(input).shape().toArray(), at);
            elements.add(inputs.get(input).elements().orElseThrow().get((int) index));
        }
        return List.of(Fact.of(type, elements));
    }
}
