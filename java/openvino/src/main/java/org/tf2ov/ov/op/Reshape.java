package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// The same elements in another shape.
///
/// Inputs: the tensor and the shape, of which one element may be -1: whatever is left. Source:
/// OpenVINO `Reshape-1`.
///
/// @param specialZero whether 0 in the shape means the tensor's own dimension
public record Reshape(boolean specialZero) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value x = inputs.get(0);
        Value shape = inputs.get(1);
        Require.integer("the shape", shape);
        Require.rank("the shape", shape.shape(), 1);
        if (shape.elements().isEmpty()) {
            return List.of(Fact.of(x.type().withShape(Contents.asShape(shape))));
        }
        TensorType type = x.type().withShape(reshape(x.shape(), shape.elements().orElseThrow()));
        return List.of(
                x.elements()
                        .map(elements -> Fact.of(type, elements))
                        .orElseGet(() -> Fact.of(type)));
    }

    private PartialShape reshape(PartialShape from, List<Dimension> wanted) {
        // What is copied stands on both sides and need not be counted.
        Dimension before = from.hasRank() ? Dimension.of(1) : new Dimension(1, Dimension.UNBOUNDED);
        Dimension after = Dimension.of(1);
        int rest = -1;
        boolean copies = false;
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Dimension dimension = wanted.get(i);
            boolean copied = dimension.is(0) && specialZero;
            if (dimension.is(-1)) {
                Require.that(rest < 0, "the shape %s has more than one -1", wanted);
                rest = i;
                dimensions.add(Dimension.ANY);
            } else if (copied) {
                Require.that(
                        !from.hasRank() || i < from.rank(),
                        "the shape %s copies dimension %s of [%s]",
                        wanted,
                        i,
                        from);
                dimensions.add(from.hasRank() ? from.dimension(i) : Dimension.ANY);
            } else {
                Require.that(dimension.min() >= 0, "the shape %s has a negative number", wanted);
                dimensions.add(dimension);
                after = after.times(dimension);
            }
            copies |= copied;
        }
        for (int i = 0; from.hasRank() && i < from.rank(); i++) {
            boolean copied = specialZero && i < wanted.size() && wanted.get(i).is(0);
            before = before.times(copied ? Dimension.of(1) : from.dimension(i));
        }
        if (rest >= 0) {
            boolean unknown = copies && !from.hasRank();
            dimensions.set(rest, unknown ? Dimension.ANY : rest(before, after));
        }
        PartialShape shape = PartialShape.of(dimensions);
        Require.that(
                rest >= 0
                        || copies
                        || !before.isStatic()
                        || !shape.isStatic()
                        || before.equals(after),
                "[%s] cannot become %s: %s elements against %s",
                from,
                wanted,
                before,
                after);
        return shape;
    }

    /// What -1 stands for. Where there is nothing at all, the runtime says 1.
    private static Dimension rest(Dimension before, Dimension after) {
        if (before.is(0) && after.is(0)) {
            return Dimension.of(1);
        }
        Require.that(!after.is(0), "%s elements cannot become none", before);
        long least =
                after.isUnbounded()
                        ? Math.min(before.min(), 1)
                        : before.ceilDivide(after.max()).min();
        long most = after.min() == 0 ? Dimension.UNBOUNDED : before.floorDivide(after.min()).max();
        Require.that(least <= most, "%s elements are no multiple of %s", before, after);
        return new Dimension(least, most);
    }
}
