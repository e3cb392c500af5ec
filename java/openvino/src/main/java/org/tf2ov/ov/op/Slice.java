package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A part of a tensor along some axes.
///
/// Inputs: the tensor, start, stop and step, and the axes that they are for (the first ones without
/// it). Source: OpenVINO `Slice-8`.
@IrType(opset = "opset8")
public record Slice() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 4, 5);
        Value x = inputs.getFirst();
        for (Value bound : inputs.subList(1, inputs.size())) {
            Require.integer("start, stop, step and axes", bound);
            Require.rank("start, stop, step and axes", bound.shape(), 1);
        }
        if (!x.shape().hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        PartialShape shape = x.shape();
        List<Slicing> slices =
                new ArrayList<>(shape.dimensions().stream().map(Slicing::whole).toList());
        Optional<Integer> count = Contents.count(inputs.get(1));
        Optional<long[]> axes =
                inputs.size() == 5
                        ? inputs.get(4).longs()
                        : count.map(n -> java.util.stream.LongStream.range(0, n).toArray());
        if (axes.isEmpty()) {
            return List.of(
                    Fact.of(
                            x.type()
                                    .withShape(
                                            PartialShape.of(
                                                    shape.dimensions().stream()
                                                            .map(d -> new Dimension(0, d.max()))
                                                            .toList()))));
        }
        List<Integer> places = Axes.normalize(axes.get(), shape.rank());
        Require.that(new HashSet<>(places).size() == places.size(), "the axes %s repeat", places);
        for (int i = 0; i < places.size(); i++) {
            int axis = places.get(i);
            slices.set(
                    axis,
                    Slicing.of(
                            shape.dimension(axis),
                            Optional.of(element(inputs.get(1), i)),
                            Optional.of(element(inputs.get(2), i)),
                            element(inputs.get(3), i)));
        }
        TensorType type =
                x.type().withShape(PartialShape.of(slices.stream().map(Slicing::size).toList()));
        if (!slices.stream().allMatch(Slicing::isExact)) {
            return List.of(Fact.of(type));
        }
        return List.of(
                Contents.pick(
                        type,
                        x,
                        place -> {
                            for (int i = 0; i < place.length; i++) {
                                place[i] = slices.get(i).place(place[i]);
                            }
                            return place;
                        }));
    }

    private static Dimension element(Value bound, int place) {
        return bound.elements()
                .filter(all -> place < all.size())
                .map(all -> all.get(place))
                .orElse(Dimension.ANY_NUMBER);
    }
}
