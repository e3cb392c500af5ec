package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// A tensor resized along some axes.
///
/// Inputs: the tensor, the sizes (`i32`, `i64`) or scales (floating point), and the axes that they
/// are for (all without it). Source: OpenVINO `Interpolate-11`.
@IrType(opset = "opset11")
public record Interpolate(
        InterpolateMode mode,
        ShapeCalculation shapeCalculationMode,
        CoordinateTransformation coordinateTransformationMode,
        NearestMode nearestMode,
        boolean antialias,
        List<Integer> padsBegin,
        List<Integer> padsEnd,
        double cubeCoeff)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2, 3);
        Value x = inputs.get(0);
        Value target = inputs.get(1);
        Require.number("the tensor", x);
        Require.rank("the sizes or scales", target.shape(), 1);
        if (shapeCalculationMode == ShapeCalculation.SIZES) {
            Require.integer("the sizes", target);
        } else {
            ElementType scales = target.type().element();
            Require.that(
                    scales.isFloat() && scales != ElementType.F64,
                    "the scales are f32, f16 or bf16, not %s",
                    scales);
        }
        if (inputs.size() == 3) {
            Require.integer("the axes", inputs.get(2));
            Require.rank("the axes", inputs.get(2).shape(), 1);
        }
        Require.that(
                padsBegin.stream().allMatch(pad -> pad >= 0)
                        && padsEnd.stream().allMatch(pad -> pad >= 0),
                "padding must not be negative");
        if (!x.shape().hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        int rank = x.shape().rank();
        PartialShape shape = x.shape();
        for (int i = 0; i < rank; i++) {
            long pads = at(padsBegin, i) + (long) at(padsEnd, i);
            shape = shape.with(i, shape.dimension(i).plus(pads));
        }
        Optional<List<Integer>> axes =
                inputs.size() == 2
                        ? Optional.of(IntStream.range(0, rank).boxed().toList())
                        : inputs.get(2).longs().map(known -> axes(known, rank));
        if (axes.isEmpty()) {
            return List.of(Fact.of(x.type().withShape(PartialShape.ofRank(rank))));
        }
        List<Dimension> sizes =
                shapeCalculationMode == ShapeCalculation.SIZES
                        ? sizes(target, axes.get().size())
                        : scaled(shape, axes.get(), target);
        for (int i = 0; i < axes.get().size(); i++) {
            shape = shape.with(axes.get().get(i), sizes.get(i));
        }
        return List.of(Fact.of(x.type().withShape(shape)));
    }

    /// The runtime takes no negative axes here.
    private static List<Integer> axes(long[] known, int rank) {
        Require.that(
                Arrays.stream(known).allMatch(axis -> axis >= 0), "the axes must not be negative");
        return Axes.normalize(known, rank);
    }

    private static List<Dimension> sizes(Value target, int count) {
        PartialShape sizes = Contents.asShape(target);
        if (!sizes.hasRank()) {
            return PartialShape.ofRank(count).dimensions();
        }
        Require.that(sizes.rank() >= count, "there are fewer sizes than axes");
        return sizes.dimensions();
    }

    private static List<Dimension> scaled(PartialShape shape, List<Integer> axes, Value target) {
        if (target.constant().isEmpty()) {
            return PartialShape.ofRank(axes.size()).dimensions();
        }
        float[] scales = target.constant().orElseThrow().floats();
        Require.that(scales.length >= axes.size(), "there are fewer scales than axes");
        List<Dimension> sizes = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            Dimension size = shape.dimension(axes.get(i));
            sizes.add(new Dimension(scale(size.min(), scales[i]), scale(size.max(), scales[i])));
        }
        return sizes;
    }

    private static long scale(long size, float factor) {
        return size == Dimension.UNBOUNDED
                ? size
                : (long) Math.max(0, Math.floor((float) size * factor + 1e-5f));
    }

    private static int at(List<Integer> pads, int index) {
        return index < pads.size() ? pads.get(index) : 0;
    }
}
