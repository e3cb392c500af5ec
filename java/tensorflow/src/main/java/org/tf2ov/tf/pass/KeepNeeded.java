package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Keeps the nodes and functions that the ends of the graph need, in their order; training, saving
/// and other signatures go away before anything expensive is done with them.
///
/// What has to run before a needed node counts as needed here: later steps have to know of it. So
/// do the nodes that fill needed tables and, if there is no checkpoint, those that initialize
/// needed variables.
final class KeepNeeded implements FreezeStep {
    @Override
    public TfGraph apply(TfGraph graph, Task task) {
        Set<String> needed = new HashSet<>(Ends.inputs(graph, task));
        needed.addAll(Ends.of(graph, task));
        Map<String, List<TfNode>> initializers =
                initializers(graph, task.model().variables().keys().isEmpty());
        Deque<String> open = new ArrayDeque<>(needed);
        while (!open.isEmpty()) {
            String name = open.pop();
            graph.node(name)
                    .ifPresent(node -> {
                        for (TfEdge edge : node.inputs()) {
                            if (needed.add(edge.node())) {
                                open.push(edge.node());
                            }
                        }
                    });
            for (TfNode initializer : initializers.getOrDefault(name, List.of())) {
                if (needed.add(initializer.name())) {
                    open.push(initializer.name());
                }
            }
        }
        return with(graph, needed);
    }

    /// The nodes that give a table or a variable what it holds, by the node of the latter.
    private static Map<String, List<TfNode>> initializers(TfGraph graph, boolean variables) {
        Map<String, List<TfNode>> initializers = FillTables.byTable(graph);
        if (variables) {
            for (TfNode node : graph.nodes()) {
                boolean assigns =
                        node.op().equals("Assign") || node.op().equals("AssignVariableOp");
                if (assigns && !node.dataInputs().isEmpty()) {
                    initializers
                            .computeIfAbsent(
                                    node.dataInputs().getFirst().node(), _ -> new ArrayList<>())
                            .add(node);
                }
            }
        }
        return initializers;
    }

    /// The same graph with these nodes only, and the functions that they need.
    static TfGraph with(TfGraph graph, Set<String> needed) {
        List<TfNode> nodes =
                graph.nodes().stream().filter(node -> needed.contains(node.name())).toList();
        Set<String> functions = Calls.reached(graph, nodes);
        if (nodes.size() == graph.nodes().size() && functions.size() == graph.functions().size()) {
            return graph;
        }
        List<TfFunction> library =
                graph.functions().values().stream()
                        .filter(function -> functions.contains(function.name()))
                        .toList();
        return new TfGraph(nodes, library, graph.versions());
    }
}
