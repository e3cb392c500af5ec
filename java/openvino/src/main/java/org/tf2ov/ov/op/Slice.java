package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
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
        }
        PartialShape shape = x.shape();
        if (!shape.hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        PartialShape common = PartialShape.DYNAMIC;
        for (Value bound : inputs.subList(1, inputs.size())) {
            Require.rank("start, stop, step and axes", bound.shape(), 1);
            Require.that(
                    common.overlaps(bound.shape()),
                    "start, stop, step and axes must have as many elements as each other");
            common = common.intersect(bound.shape());
            Require.that(
                    !bound.shape().hasRank() || bound.shape().dimension(0).min() <= shape.rank(),
                    "start, stop, step and axes have more elements than %s has dimensions",
                    x.type());
        }
        List<Slicing> slices = slices(shape, inputs);
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

    /// What it takes of the tensor, if that is known and leaves no gaps.
    ///
    /// @param inputs those of the operation
    public Optional<Box> box(List<Value> inputs) {
        PartialShape shape = inputs.getFirst().shape();
        return shape.hasRank() ? Box.of(slices(shape, inputs)) : Optional.empty();
    }

    private static List<Slicing> slices(PartialShape shape, List<Value> inputs) {
        Optional<List<Dimension>> start = inputs.get(1).elements();
        Optional<List<Dimension>> stop = inputs.get(2).elements();
        Optional<long[]> step = inputs.get(3).longs();
        Optional<long[]> axes =
                inputs.size() == 5
                        ? inputs.get(4).longs()
                        : Contents.count(inputs.get(1))
                                .map(count -> LongStream.range(0, count).toArray());
        List<Slicing> slices = new ArrayList<>();
        for (Dimension size : shape.dimensions()) {
            slices.add(axes.isPresent() ? Slicing.whole(size) : Slicing.unknown(size));
        }
        List<Integer> places = Axes.normalize(axes.orElse(new long[0]), shape.rank());
        Require.that(new HashSet<>(places).size() == places.size(), "the axes %s repeat", places);
        boolean known = start.isPresent() && stop.isPresent() && step.isPresent();
        for (int i = 0; i < places.size(); i++) {
            Dimension size = shape.dimension(places.get(i));
            Slicing slice =
                    known
                            ? Slicing.of(
                                    size,
                                    Optional.of(start.get().get(i)),
                                    Optional.of(stop.get().get(i)),
                                    step.get()[i])
                            : Slicing.unknown(size);
            slices.set(places.get(i), slice);
        }
        return slices;
    }
}
