package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/// Layers that make one tensor of several.
///
/// Source: `keras/src/layers/merging`.
final class MergingLayers extends LayerFamily {
    MergingLayers() {
        layer("Add", call -> merge(call, "AddV2"));
        layer("Subtract", call -> merge(call, "Sub"));
        layer("Multiply", call -> merge(call, "Mul"));
        layer("Maximum", call -> merge(call, "Maximum"));
        layer("Minimum", call -> merge(call, "Minimum"));
        layer("Average", MergingLayers::average);
        layer("Concatenate", MergingLayers::concatenate);
        layer("Dot", MergingLayers::dot);
    }

    private static KerasTensor merge(LayerCall call, String op) {
        KerasGraph g = call.graph();
        return merge(call, (x, y) -> g.binary(op, x, y));
    }

    private static KerasTensor merge(LayerCall call, BinaryOperator<KerasTensor> op) {
        KerasGraph g = call.graph();
        List<KerasTensor> inputs = sameType(call);
        int rank = inputs.stream().mapToInt(KerasTensor::rank).max().orElseThrow();
        KerasTensor result = null;
        for (KerasTensor input : inputs) {
            KerasTensor x = input;
            // Tensors of lower rank get dimensions behind the batch.
            while (x.rank() < rank) {
                x = g.expandDims(x, Math.min(1, x.rank()));
            }
            result = result == null ? x : op.apply(result, x);
        }
        return result.withMask(common(g, inputs));
    }

    /// Integers among numbers with a point become such.
    private static List<KerasTensor> sameType(LayerCall call) {
        List<KerasTensor> inputs = call.inputs();
        if (inputs.isEmpty()) {
            throw call.refuse("it has no inputs");
        }
        boolean real = inputs.stream().anyMatch(KerasTensor::isFloat);
        List<KerasTensor> all = new ArrayList<>();
        for (KerasTensor input : inputs) {
            all.add(
                    real && !input.isFloat()
                            ? call.graph().cast(input, call.type()).withMask(input.mask())
                            : input);
        }
        return all;
    }

    private static Optional<KerasTensor> common(KerasGraph g, List<KerasTensor> inputs) {
        return inputs.stream()
                .map(KerasTensor::mask)
                .flatMap(Optional::stream)
                .reduce((a, b) -> a.equals(b) ? a : g.logical("LogicalAnd", a, b));
    }

    private static KerasTensor average(LayerCall call) {
        KerasTensor sum = merge(call, "AddV2");
        KerasGraph g = call.graph();
        return g.divide(sum, g.scalarLike(sum, call.inputs().size())).withMask(sum.mask());
    }

    private static KerasTensor concatenate(LayerCall call) {
        KerasGraph g = call.graph();
        List<KerasTensor> inputs = sameType(call);
        int axis = Math.toIntExact(call.config().integer("axis", -1));
        KerasTensor y = g.concat(inputs, axis);
        if (inputs.stream().allMatch(input -> input.mask().isEmpty())) {
            return y;
        }
        int at = axis < 0 ? axis + y.rank() : axis;
        List<KerasTensor> masks = new ArrayList<>();
        for (KerasTensor input : inputs) {
            if (input.mask().isEmpty()) {
                masks.add(g.cast(g.onesLike(input), org.tf2ov.tf.DataType.BOOL));
            } else {
                KerasTensor mask = input.mask().get();
                while (mask.rank() < input.rank()) {
                    mask = g.expandDims(mask, mask.rank());
                }
                masks.add(
                        at == 1
                                ? mask
                                : g.logical(
                                        "LogicalAnd",
                                        mask,
                                        g.cast(g.onesLike(input), org.tf2ov.tf.DataType.BOOL)));
            }
        }
        if (at == 1 && inputs.stream().allMatch(input -> input.mask().isPresent())) {
            KerasTensor joined = g.concat(masks, 1);
            return y.withMask(joined.rank() == 2 ? joined : g.squeeze(joined, trailing(joined)));
        }
        List<KerasTensor> whole = new ArrayList<>();
        for (int i = 0; i < masks.size(); i++) {
            whole.add(
                    g.logical(
                            "LogicalAnd",
                            masks.get(i),
                            g.cast(g.onesLike(inputs.get(i)), org.tf2ov.tf.DataType.BOOL)));
        }
        return y.withMask(g.reduce("All", g.concat(whole, axis), List.of(-1), false));
    }

    private static int[] trailing(KerasTensor mask) {
        return IntStream.range(2, mask.rank()).toArray();
    }

    /// Products of the slices along one axis each, per sample.
    private static KerasTensor dot(LayerCall call) {
        KerasGraph g = call.graph();
        List<KerasTensor> inputs = sameType(call);
        if (inputs.size() != 2) {
            throw call.refuse("it takes two inputs and is given " + inputs.size());
        }
        KerasTensor x = inputs.get(0);
        KerasTensor y = inputs.get(1);
        List<Long> given = call.config().at("axes").integers();
        int a = axis(given.getFirst(), x);
        int b = axis(given.getLast(), y);
        if (call.config().flag("normalize", false)) {
            x = normalized(call, x, a);
            y = normalized(call, y, b);
        }
        return batchDot(g, x, y, a, b);
    }

    private static int axis(long axis, KerasTensor x) {
        return Math.toIntExact(axis < 0 ? axis + x.rank() : axis);
    }

    private static KerasTensor normalized(LayerCall call, KerasTensor x, int axis) {
        KerasGraph g = call.graph();
        KerasTensor square = g.reduce("Sum", g.unary("Square", x), List.of(axis), true);
        double least = call.isKeras3() ? 1e-24 : 1e-12;
        return g.multiply(
                x, g.unary("Rsqrt", g.binary("Maximum", square, g.scalarLike(square, least))));
    }

    /// The letters of both without the batch and the axis of the sum.
    static KerasTensor batchDot(KerasGraph g, KerasTensor x, KerasTensor y, int a, int b) {
        StringBuilder left = new StringBuilder("a");
        StringBuilder right = new StringBuilder("a");
        StringBuilder out = new StringBuilder("a");
        char next = 'c';
        for (int i = 1; i < x.rank(); i++) {
            left.append(i == a ? 'b' : next);
            if (i != a) {
                out.append(next++);
            }
        }
        for (int i = 1; i < y.rank(); i++) {
            right.append(i == b ? 'b' : next);
            if (i != b) {
                out.append(next++);
            }
        }
        if (x.rank() == 2 && y.rank() == 2) {
            return g.reduce("Sum", g.multiply(x, y), List.of(1), true);
        }
        return g.einsum(left + "," + right + "->" + out, x, y);
    }
}
