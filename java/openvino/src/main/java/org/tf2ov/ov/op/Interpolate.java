package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
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
        Require.rank("the sizes or scales", target.shape(), 1);
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
                        : inputs.get(2).longs().map(known -> Axes.normalize(known, rank));
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

    private static List<Dimension> sizes(Value target, int count) {
        Require.integer("the sizes", target);
        PartialShape sizes = Contents.asShape(target);
        if (!sizes.hasRank()) {
            return PartialShape.ofRank(count).dimensions();
        }
        Require.rank("what the sizes make", sizes, count);
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
