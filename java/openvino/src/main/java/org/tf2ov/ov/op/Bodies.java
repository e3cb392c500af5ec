package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
    /// @param states how many of the first parameters of the body, and of its results behind the
    ///   condition
    public static Graph withoutSwaps(Graph body, int states) {
        List<Value> handed = body.parameters().subList(0, states);
        Set<Value> others = new HashSet<>(handed);
        List<Integer> swapped =
                IntStream.range(0, states)
                        .filter(i -> {
                            Value after = body.results().get(1 + i);
                            return others.contains(after) && !after.equals(handed.get(i));
                        })
                        .mapToObj(i -> 1 + i)
                        .toList();
        return withCopies(body, swapped);
    }

    /// A body with copies where a value is a result twice: the CPU plug-in of OpenVINO 2026.4 fills
    /// only one of them.
    public static Graph withDistinctResults(Graph body) {
        Set<Value> seen = new HashSet<>();
        return withCopies(
                body,
                IntStream.range(0, body.results().size())
                        .filter(i -> !seen.add(body.results().get(i)))
                        .boxed()
                        .toList());
    }

    private static Graph withCopies(Graph body, List<Integer> which) {
        if (which.isEmpty()) {
            return body;
        }
        GraphBuilder g = new GraphBuilder();
        body.tensorNames().forEach((value, names) -> names.forEach(name -> g.alias(value, name)));
        List<Value> results = new ArrayList<>(body.results());
        for (int i : which) {
            Value value = results.get(i);
            ElementType element = value.type().element();
            if (element == ElementType.BOOLEAN) {
                results.set(i, g.add(new LogicalOr(), value, value));
            } else if (element != ElementType.STRING) {
                results.set(i, g.add(new Maximum(), value, value));
            }
        }
        return g.build(body.parameters(), results);
    }
}
