package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Slice;

/// A tensor whose elements stand in the opposite order along one dimension: a slice of all of them
/// with the step -1.
///
/// @param axis not negative
public record Reversal(Value tensor, int axis) {
    /// What slices mean by all elements that there are.
    private static final long ALL = Integer.MAX_VALUE;

    /// The reversal that a value is, if it is one.
    public static Optional<Reversal> of(Value value) {
        if (!(value.op() instanceof Slice)
                || value.node().inputs().size() != 5
                || !value.shape().hasRank()) {
            return Optional.empty();
        }
        List<Value> inputs = value.node().inputs();
        boolean all =
                number(inputs.get(3)).filter(step -> step == -1).isPresent()
                        && number(inputs.get(1)).filter(start -> start >= ALL).isPresent()
                        && number(inputs.get(2)).filter(stop -> stop <= -ALL).isPresent();
        int rank = value.shape().rank();
        return number(inputs.get(4))
                .filter(_ -> all)
                .map(axis -> Math.toIntExact(axis < 0 ? axis + rank : axis))
                .map(axis -> new Reversal(inputs.getFirst(), axis));
    }

    private static Optional<Long> number(Value vector) {
        return vector.longs().filter(one -> one.length == 1).map(one -> one[0]);
    }

    /// Adds a reversal to a graph.
    public static Value reverse(Value tensor, int axis, GraphBuilder g) {
        return g.add(
                new Slice(),
                tensor,
                g.constant(ALL),
                g.constant(-ALL),
                g.constant(-1),
                g.constant(axis));
    }
}
