package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// The `k` largest or smallest elements along an axis, and where they were.
///
/// Inputs: the tensor and the scalar `k`. Source: OpenVINO `TopK-11`.
@IrType(opset = "opset11")
public record TopK(
        int axis, TopKMode mode, TopKSort sort, ElementType indexElementType, boolean stable)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value k = inputs.get(1);
        Require.integer("k", k);
        Require.rank("k", k.shape(), 0);
        Require.that(
                indexElementType == ElementType.I32 || indexElementType == ElementType.I64,
                "indices are i32 or i64, not %s",
                indexElementType);
        Require.that(
                !stable || sort != TopKSort.NONE, "a search that does not sort cannot be stable");
        Require.minimumRank("the tensor", x.shape(), 1);
        k.longs()
                .filter(_ -> x.shape().hasRank())
                .ifPresent(known -> Require.that(known[0] >= 0, "k is negative: %s", known[0]));
        PartialShape shape = x.shape();
        if (shape.hasRank()) {
            int place = Axes.normalize(axis, shape.rank());
            shape = shape.with(place, count(shape.dimension(place), k));
        }
        return List.of(
                Fact.of(x.type().withShape(shape)),
                Fact.of(x.type().withShape(shape).withElement(indexElementType)));
    }

    /// How many are found: `k` if it is known, else as many as there may be.
    private static Dimension count(Dimension size, Value k) {
        Optional<Dimension> known = k.elements().map(List::getFirst);
        if (known.filter(Dimension::isStatic).isPresent()) {
            return known.get();
        }
        long least = known.map(wanted -> Math.min(size.min(), wanted.min())).orElse(0L);
        long most =
                size.isUnbounded()
                        ? size.max()
                        : known.map(wanted -> Math.min(size.max(), wanted.max()))
                                .orElse(size.max());
        return new Dimension(Math.max(0, least), Math.max(0, most));
    }
}
