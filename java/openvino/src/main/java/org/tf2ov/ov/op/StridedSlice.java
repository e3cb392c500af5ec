package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        checkMasks();
        Optional<Integer> places = x.shape().hasRank() ? places(inputs) : Optional.empty();
        if (places.isEmpty()) {
            return List.of(Fact.of(x.type().withShape(PartialShape.DYNAMIC)));
        }
        Plan plan = plan(x.shape(), inputs, places.get());
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

    /// What it takes of the tensor, if that is known and leaves no gaps.
    ///
    /// @param inputs those of the operation
    public Optional<Box> box(List<Value> inputs) {
        Value x = inputs.getFirst();
        return x.shape().hasRank()
                ? places(inputs).flatMap(count -> Box.of(plan(x.shape(), inputs, count).slices()))
                : Optional.empty();
    }

    private void checkMasks() {
        for (List<Integer> mask :
                List.of(beginMask, endMask, newAxisMask, shrinkAxisMask, ellipsisMask)) {
            Require.that(
                    mask.isEmpty() || mask.size() == beginMask.size(),
                    "the masks must have as many elements as each other");
            Require.that(
                    mask.stream().allMatch(bit -> bit == 0 || bit == 1),
                    "a mask holds 0 and 1, not %s",
                    mask);
        }
    }

    /// How many elements begin, end and strides have, if one of them tells.
    private static Optional<Integer> places(List<Value> inputs) {
        Optional<Integer> places = Optional.empty();
        for (Value bound : inputs.subList(1, inputs.size())) {
            Optional<Integer> count = Contents.count(bound);
            boolean tells = inputs.indexOf(bound) < 3 || bound.longs().isPresent();
            Require.that(
                    places.isEmpty() || count.isEmpty() || !tells || places.equals(count),
                    "begin, end and strides must have as many elements as each other");
            places = places.or(() -> tells ? count : Optional.empty());
        }
        return places;
    }

    private Plan plan(PartialShape shape, List<Value> inputs, int places) {
        int rank = shape.rank();
        int ellipses = 0;
        int mentioned = 0;
        for (int i = 0; i < places; i++) {
            boolean ellipsis = marked(ellipsisMask, i);
            ellipses += ellipsis ? 1 : 0;
            mentioned += ellipsis || marked(newAxisMask, i) ? 0 : 1;
        }
        Require.that(ellipses <= 1, "there is more than one ellipsis");
        Require.that(mentioned <= rank, "[%s] has fewer than %s dimensions", shape, mentioned);
        List<Slicing> slices = new ArrayList<>();
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            if (marked(ellipsisMask, i)) {
                for (int skipped = rank - mentioned; skipped > 0; skipped--) {
                    sources.add(slices.size());
                    slices.add(Slicing.whole(shape.dimension(slices.size())));
                }
            } else if (marked(newAxisMask, i)) {
                sources.add(-1);
            } else {
                Dimension size = shape.dimension(slices.size());
                if (marked(shrinkAxisMask, i)) {
                    slices.add(
                            Slicing.at(size, element(inputs, 1, i).orElse(Dimension.ANY_NUMBER)));
                } else {
                    sources.add(slices.size());
                    slices.add(slice(size, inputs, i));
                }
            }
        }
        while (slices.size() < rank) {
            sources.add(slices.size());
            slices.add(Slicing.whole(shape.dimension(slices.size())));
        }
        return new Plan(slices, sources);
    }

    private Slicing slice(Dimension size, List<Value> inputs, int place) {
        Optional<Dimension> begin = element(inputs, 1, place);
        Optional<Dimension> end = element(inputs, 2, place);
        boolean allBegin = marked(beginMask, place);
        boolean allEnd = marked(endMask, place);
        Optional<Long> step =
                inputs.size() < 4
                        ? Optional.of(1L)
                        : element(inputs, 3, place)
                                .filter(Dimension::isStatic)
                                .map(Dimension::value);
        if (step.isEmpty()) {
            return Slicing.unknown(size);
        }
        return begin.isEmpty() && !allBegin || end.isEmpty() && !allEnd
                ? Slicing.unknown(size.ceilDivide(Math.abs(step.get())))
                : Slicing.of(
                        size,
                        begin.filter(bound -> !allBegin),
                        end.filter(bound -> !allEnd),
                        step.get());
    }

    private static Optional<Dimension> element(List<Value> inputs, int input, int place) {
        return inputs.get(input).elements().map(all -> all.get(place));
    }

    private static boolean marked(List<Integer> mask, int place) {
        return place < mask.size() && mask.get(place) == 1;
    }
}
