package org.tf2ov.pass;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;

/// What holds of a graph after every pass.
public final class Invariants {
    private Invariants() {}

    /// Checks a graph: types are what the operations infer from those of their inputs, and every
    /// parameter that a node needs is one of the graph's.
    ///
    /// @param stage what has just run, for the message
    /// @throws IllegalStateException if something does not hold, which is a mistake of ours
    public static void check(String stage, Graph graph) {
        Set<Value> parameters = new HashSet<>(graph.parameters());
        for (Node node : graph.nodes()) {
            List<Fact> inferred = node.op().infer(node.inputs());
            if (!inferred.equals(node.facts())) {
                throw new IllegalStateException(
                        "after %s: the types of %s are %s and should be %s"
                                .formatted(stage, node, node.facts(), inferred));
            }
            if (node.op() instanceof Parameter && !parameters.contains(node.output(0))) {
                throw new IllegalStateException(
                        "after %s: the graph lacks its parameter %s".formatted(stage, node));
            }
        }
    }

    /// Checks what a pass made of a graph, which also has to have as many inputs and outputs.
    ///
    /// @throws IllegalStateException if something does not hold
    public static void check(String stage, Graph before, Graph after) {
        if (before.parameters().size() != after.parameters().size()
                || before.results().size() != after.results().size()) {
            throw new IllegalStateException(
                    "after %s: of %s inputs and %s outputs, %s and %s are left"
                            .formatted(
                                    stage,
                                    before.parameters().size(),
                                    before.results().size(),
                                    after.parameters().size(),
                                    after.results().size()));
        }
        check(stage, after);
    }
}
