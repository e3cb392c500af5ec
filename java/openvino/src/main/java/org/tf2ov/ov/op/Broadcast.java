package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// A tensor whose dimensions of size 1 are repeated until it has a shape.
///
/// Inputs: the tensor, the shape, and for [BroadcastMode#EXPLICIT] which dimension of the shape
/// each dimension of the tensor is. Source: OpenVINO `Broadcast-3`.
@IrType(opset = "opset3")
public record Broadcast(BroadcastMode mode) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, mode == BroadcastMode.EXPLICIT ? 3 : 2);
        Value x = inputs.get(0);
        Require.integer("the shape", inputs.get(1));
        Require.rank("the shape", inputs.get(1).shape(), 1);
        PartialShape target = target(inputs.get(1));
        PartialShape result =
                switch (mode) {
                    case NUMPY -> {
                        checkFits(x.shape(), target);
                        yield target;
                    }
                    case BIDIRECTIONAL -> Broadcasting.numpy(x.shape(), target);
                    case EXPLICIT -> {
                        checkMapping(x.shape(), target, inputs.get(2));
                        yield target;
                    }
                };
        TensorType type = x.type().withShape(result);
        if (mode == BroadcastMode.EXPLICIT || x.elements().isEmpty() || !Contents.isSmall(result)) {
            return List.of(Fact.of(type));
        }
        return List.of(Fact.of(type, Broadcasting.elements(x, result)));
    }

    /// The shape that is asked for. Where it joins single dimensions, the known ones are known even
    /// if others are not; the runtime looks for this here and nowhere else.
    private static PartialShape target(Value shape) {
        boolean ofSingles =
                shape.elements().isEmpty()
                        && shape.op() instanceof Concat
                        && shape.shape().elementCount().is(shape.node().inputs().size());
        if (!ofSingles) {
            return Contents.asShape(shape);
        }
        return PartialShape.of(
                shape.node().inputs().stream()
                        .map(input -> input.longs().filter(known -> known[0] >= 0))
                        .map(known -> known.map(n -> Dimension.of(n[0])).orElse(Dimension.ANY))
                        .toList());
    }

    private static void checkMapping(PartialShape from, PartialShape target, Value axes) {
        Require.integer("the axes", axes);
        Require.rank("the axes", axes.shape(), 1);
        Require.that(
                !from.hasRank()
                        || !axes.shape().hasRank()
                        || axes.shape().dimension(0).contains(from.rank()),
                "there must be an axis for each dimension of [%s]",
                from);
        if (axes.longs().isEmpty() || !target.hasRank() || !from.hasRank()) {
            return;
        }
        long before = -1;
        long[] known = axes.longs().orElseThrow();
        for (int i = 0; i < known.length; i++) {
            Require.that(
                    before < known[i] && known[i] < target.rank(),
                    "the axes must ascend within the rank %s and do not: %s",
                    target.rank(),
                    axes.fact());
            before = known[i];
            Dimension wanted = target.dimension((int) known[i]);
            Require.that(
                    from.dimension(i).contains(1) || from.dimension(i).overlaps(wanted),
                    "[%s] does not broadcast to [%s]",
                    from,
                    target);
        }
    }

    private static void checkFits(PartialShape from, PartialShape target) {
        if (!from.hasRank() || !target.hasRank()) {
            return;
        }
        List<Dimension> aligned =
                new ArrayList<>(
                        Collections.nCopies(
                                Math.max(0, target.rank() - from.rank()), Dimension.of(1)));
        aligned.addAll(from.dimensions());
        boolean fits = aligned.size() == target.rank();
        for (int i = 0; fits && i < aligned.size(); i++) {
            Dimension own = aligned.get(i);
            fits = own.contains(1) || own.overlaps(target.dimension(i));
        }
        Require.that(fits, "[%s] does not broadcast to [%s]", from, target);
    }
}
