package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A part of a tensor, with the rules of Python's `x[begin:end:stride, ..., new axis, index]`.
///
/// Inputs: the tensor, begin, end, and strides (1 without them). A 1 at a place of a mask: the
/// place in begin or end does not count; the place is a new dimension of size 1; the place is an
/// index and its dimension vanishes; the place stands for all dimensions that are not mentioned.
/// Source: OpenVINO `StridedSlice-1`.
public record StridedSlice(
        List<Integer> beginMask,
        List<Integer> endMask,
        List<Integer> newAxisMask,
        List<Integer> shrinkAxisMask,
        List<Integer> ellipsisMask)
        implements Op {
    /// How the dimensions of the result come from those of the tensor: the slice of each dimension
    /// of the tensor, and for each dimension of the result whose it is (-1: a new one).
    private record Plan(List<Slicing> slices, List<Integer> sources) {}

    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 3, 4);
        Value x = inputs.getFirst();
        for (Value bound : inputs.subList(1, inputs.size())) {
            Require.integer("begin, end and strides", bound);
            Require.rank("begin, end and strides", bound.shape(), 1);
        }
        boolean known =
                x.shape().hasRank()
                        && inputs.subList(1, inputs.size()).stream()
                                .allMatch(bound -> Contents.count(bound).isPresent());
        if (!known) {
            return List.of(Fact.of(x.type().withShape(PartialShape.DYNAMIC)));
        }
        Plan plan = plan(x.shape(), inputs);
        List<Dimension> dimensions = new ArrayList<>();
        for (int source : plan.sources()) {
            dimensions.add(source < 0 ? Dimension.of(1) : plan.slices().get(source).size());
        }
        TensorType type = x.type().withShape(PartialShape.of(dimensions));
        boolean exact = plan.slices().stream().allMatch(Slicing::isExact);
        if (!exact) {
            return List.of(Fact.of(type));
        }
        return List.of(
                Contents.pick(
                        type,
                        x,
                        place -> {
                            long[] source = new long[x.shape().rank()];
                            for (int i = 0; i < source.length; i++) {
                                source[i] = plan.slices().get(i).place(0);
                            }
                            for (int i = 0; i < place.length; i++) {
                                int axis = plan.sources().get(i);
                                if (axis >= 0) {
                                    source[axis] = plan.slices().get(axis).place(place[i]);
                                }
                            }
                            return source;
                        }));
    }

    private Plan plan(PartialShape shape, List<Value> inputs) {
        int places = Contents.count(inputs.get(1)).orElseThrow();
        for (Value bound : inputs.subList(1, inputs.size())) {
            Require.that(
                    Contents.count(bound).orElseThrow() == places,
                    "begin, end and strides must have as many elements as each other");
        }
        int mentioned = 0;
        for (int i = 0; i < places; i++) {
            mentioned += marked(newAxisMask, i) || marked(ellipsisMask, i) ? 0 : 1;
        }
        List<Slicing> slices = new ArrayList<>();
        List<Integer> sources = new ArrayList<>();
        int rank = shape.rank();
        for (int i = 0; i < places; i++) {
            if (marked(ellipsisMask, i)) {
                for (int skipped = rank - mentioned; skipped > 0; skipped--) {
                    sources.add(slices.size());
                    slices.add(Slicing.whole(shape.dimension(slices.size())));
                }
            } else if (marked(newAxisMask, i)) {
                sources.add(-1);
            } else {
                Require.that(
                        slices.size() < rank, "[%s] has fewer than %s dimensions", shape, places);
                Dimension size = shape.dimension(slices.size());
                if (marked(shrinkAxisMask, i)) {
                    slices.add(Slicing.at(size, element(inputs.get(1), i)));
                } else {
                    sources.add(slices.size());
                    slices.add(
                            Slicing.of(
                                    size,
                                    marked(beginMask, i)
                                            ? java.util.Optional.empty()
                                            : java.util.Optional.of(element(inputs.get(1), i)),
                                    marked(endMask, i)
                                            ? java.util.Optional.empty()
                                            : java.util.Optional.of(element(inputs.get(2), i)),
                                    inputs.size() < 4
                                            ? Dimension.of(1)
                                            : element(inputs.get(3), i)));
                }
            }
        }
        while (slices.size() < rank) {
            sources.add(slices.size());
            slices.add(Slicing.whole(shape.dimension(slices.size())));
        }
        return new Plan(slices, sources);
    }

    private static boolean marked(List<Integer> mask, int place) {
        return place < mask.size() && mask.get(place) != 0;
    }

    private static Dimension element(Value bound, int place) {
        return bound.elements().map(all -> all.get(place)).orElse(Dimension.ANY_NUMBER);
    }
}
