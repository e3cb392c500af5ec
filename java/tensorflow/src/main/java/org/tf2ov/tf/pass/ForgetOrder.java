package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Drops control inputs, and what only they kept: in a frozen graph nothing changes any more, so
/// the order of things does not matter.
///
/// Two kinds stay. Inside branches and loops of TensorFlow 1 a control input says to which branch
/// or loop a constant belongs. And a look-up has control inputs from the nodes that fill its table.
final class ForgetOrder {
    private final TfGraph graph;
    private final Map<String, Boolean> flow = new HashMap<>();

    ForgetOrder(TfGraph graph) {
        this.graph = graph;
    }

    /// Whether an input of a node stays when order is forgotten.
    boolean isKept(TfNode node, TfEdge input) {
        return !input.control() || isFlow(input.node()) || FillTables.isFilling(graph, node, input);
    }

    static TfGraph in(TfGraph graph, FreezeStep.Task task) {
        return new ForgetOrder(graph).forgotten(task);
    }

    private TfGraph forgotten(FreezeStep.Task task) {
        Set<String> needed = new HashSet<>(Ends.inputs(graph, task));
        needed.addAll(Ends.of(graph, task));
        Deque<String> open = new ArrayDeque<>(needed);
        Map<String, TfNode> changed = new HashMap<>();
        while (!open.isEmpty()) {
            TfNode node = graph.node(open.pop()).orElse(null);
            if (node == null) {
                continue;
            }
            List<TfEdge> kept = new ArrayList<>(node.inputs().size());
            for (TfEdge edge : node.inputs()) {
                if (isKept(node, edge)) {
                    kept.add(edge);
                    if (needed.add(edge.node())) {
                        open.push(edge.node());
                    }
                }
            }
            if (kept.size() < node.inputs().size()) {
                changed.put(node.name(), node.withInputs(kept));
            }
        }
        TfGraph pruned = KeepNeeded.with(graph, needed);
        return changed.isEmpty()
                ? pruned
                : pruned.withNodes(
                        pruned.nodes().stream()
                                .map(node -> changed.getOrDefault(node.name(), node))
                                .toList());
    }

    /// Whether a node, past identities, is one of those that make branches and loops.
    private boolean isFlow(String name) {
        List<String> path = new ArrayList<>(1);
        String next = name;
        boolean found = false;
        while (true) {
            Boolean before = flow.putIfAbsent(next, false);
            if (before != null) {
                found = before;
                break;
            }
            path.add(next);
            Optional<TfNode> node = graph.node(next);
            if (node.isEmpty()) {
                break;
            }
            switch (node.get().op()) {
                case "Switch",
                        "RefSwitch",
                        "Enter",
                        "RefEnter",
                        "Exit",
                        "RefExit",
                        "NextIteration",
                        "RefNextIteration",
                        "LoopCond" ->
                        found = true;
                // Behind a branch everything runs; only in a loop a merge says where.
                case "Merge", "RefMerge" -> found = closesLoop(node.get());
                default -> {}
            }
            List<TfEdge> inputs = node.get().dataInputs();
            if (found || !node.get().op().equals("Identity") || inputs.isEmpty()) {
                break;
            }
            next = inputs.getFirst().node();
        }
        for (String passed : path) {
            flow.put(passed, found);
        }
        return found;
    }

    private boolean closesLoop(TfNode merge) {
        return merge.dataInputs().stream()
                .flatMap(edge -> graph.node(edge.node()).stream())
                .anyMatch(from -> from.op().endsWith("NextIteration"));
    }
}
