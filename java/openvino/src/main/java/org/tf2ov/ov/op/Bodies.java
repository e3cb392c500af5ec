package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// What operations that hold graphs say of shapes.
public final class Bodies {
    private Bodies() {}

    /// What is known of a tensor that has one shape or the other.
    public static PartialShape either(PartialShape one, PartialShape other) {
        if (!one.hasRank() || !other.hasRank(one.rank())) {
            return PartialShape.DYNAMIC;
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < one.rank(); i++) {
            Dimension a = one.dimension(i);
            Dimension b = other.dimension(i);
            dimensions.add(a.equals(b) ? a : Dimension.ANY);
        }
        return PartialShape.of(dimensions);
    }

    /// The body of a loop with copies where a state becomes what another state was.
    ///
    ///     a, b = b, a
    ///
    /// The CPU plug-in of OpenVINO 2026.4 hands states on one by one, in place: without a copy both
    /// would become the same.
    ///
    /// @param states the first parameters of the body, and its results behind the condition
    public static Graph withoutSwaps(Graph body, int states) {
        List<Value> handed = body.parameters().subList(0, states);
        List<Value> results = new ArrayList<>(body.results());
        GraphBuilder g = new GraphBuilder();
        body.tensorNames().forEach((value, names) -> names.forEach(name -> g.alias(value, name)));
        boolean changed = false;
        for (int i = 0; i < states; i++) {
            Value after = results.get(1 + i);
            if (handed.contains(after)
                    && !after.equals(handed.get(i))
                    && after.type().element() != ElementType.STRING) {
                results.set(
                        1 + i,
                        after.type().element() == ElementType.BOOLEAN
                                ? g.add(new LogicalOr(), after, after)
                                : g.add(new Maximum(), after, after));
                changed = true;
            }
        }
        return changed ? g.build(body.parameters(), results) : body;
    }
}
