package org.tf2ov.tf;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tf2ov.problem.Problems;

/// Finds what makes a graph meaningless before anybody asks what its operations do: nodes without a
/// name, names that are taken twice, inputs from nowhere.
final class GraphCheck {
    private final Problems problems;

    private GraphCheck(Problems problems) {
        this.problems = problems;
    }

    static void check(TfGraph graph, Problems problems) {
        new GraphCheck(problems).check(graph);
    }

    private void check(TfGraph graph) {
        Set<String> names = HashSet.newHashSet(graph.nodes().size());
        check("", graph.nodes(), names);
        for (TfFunction function : graph.functions().values()) {
            check(function);
        }
    }

    private void check(TfFunction function) {
        String where = function.place() + ", ";
        Set<String> names = new HashSet<>();
        function.inputs().forEach(input -> names.add(input.name()));
        check(where, function.nodes(), names);
        function.returns()
                .forEach((output, edge) -> {
                    if (!names.contains(edge.node())) {
                        missing(where + "result '" + output + "'", edge, names);
                    }
                });
        for (TfFunction.Argument output : function.outputs()) {
            if (!function.returns().containsKey(output.name())) {
                problems.malformed(
                        where + "result '" + output.name() + "'", "nothing is returned for it");
            }
        }
    }

    /// @param names receives the names of the nodes
    private void check(String where, List<TfNode> nodes, Set<String> names) {
        for (int i = 0; i < nodes.size(); i++) {
            TfNode node = nodes.get(i);
            if (node.name().isEmpty()) {
                problems.malformed(
                        where + "node number " + i,
                        "the node has no name" + (node.op().isEmpty() ? " and no operation" : ""));
            } else if (node.op().isEmpty()) {
                problems.malformed(where + node.place(), "the node has no operation");
            }
            if (!node.name().isEmpty() && !names.add(node.name())) {
                problems.malformed(where + node.place(), "another node has the same name");
            }
        }
        for (TfNode node : nodes) {
            for (TfEdge edge : node.inputs()) {
                if (!names.contains(edge.node())) {
                    missing(where + node.place(), edge, names);
                }
            }
        }
    }

    private void missing(String place, TfEdge edge, Set<String> names) {
        if (problems.isFull()) {
            problems.malformed(place, "");
            return;
        }
        String what = "the input '" + edge + "' comes from a node that does not exist";
        CloseMatch.of(edge.node(), names)
                .ifPresentOrElse(
                        match -> problems.malformed(place, what, "Did you mean '" + match + "'?"),
                        () -> problems.malformed(place, what));
    }
}
