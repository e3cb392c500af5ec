package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// The nodes in loops and branches of TensorFlow 1, which have a value in every trip, or perhaps
/// none, and therefore are no ends of a graph; and the `Exit` nodes of states of a loop that nobody
/// takes, while others of the same loop are taken.
final class InsideFlow {
    private final TfGraph graph;
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, List<TfNode>> takers = new HashMap<>();
    private final Set<String> inside = new HashSet<>();

    private InsideFlow(TfGraph graph) {
        this.graph = graph;
    }

    static Set<String> of(TfGraph graph) {
        return graph.nodes().stream().allMatch(node -> Flow.of(node) == Flow.NONE)
                ? Set.of()
                : new InsideFlow(graph).found();
    }

    private Set<String> found() {
        Map<String, Integer> missing = new HashMap<>();
        Deque<TfNode> ready = new ArrayDeque<>();
        for (TfNode node : graph.nodes()) {
            int count = 0;
            for (TfEdge edge : node.inputs()) {
                TfNode from = graph.node(edge.node()).orElse(null);
                if (from != null && !Frames.closesLoop(node, from)) {
                    takers.computeIfAbsent(from.name(), _ -> new ArrayList<>()).add(node);
                    count++;
                }
            }
            missing.put(node.name(), count);
            if (count == 0) {
                ready.add(node);
            }
        }
        while (!ready.isEmpty()) {
            TfNode node = ready.remove();
            int depth = depth(node);
            depths.put(node.name(), depth);
            if (depth > 0) {
                inside.add(node.name());
            }
            for (TfNode taker : takers.getOrDefault(node.name(), List.of())) {
                if (missing.merge(taker.name(), -1, Integer::sum) == 0) {
                    ready.add(taker);
                }
            }
        }
        Set<String> scopes = new HashSet<>();
        for (TfNode node : graph.nodes()) {
            if (Flow.EXIT.is(node) && takers.containsKey(node.name())) {
                scopes.add(scope(node));
            }
        }
        for (TfNode node : graph.nodes()) {
            if (Flow.EXIT.is(node) && scopes.contains(scope(node))) {
                inside.add(node.name());
            }
        }
        return inside;
    }

    /// How many loops and branches what comes out of a node is in.
    private int depth(TfNode node) {
        int depth = 0;
        for (TfEdge edge : node.inputs()) {
            depth = Math.max(depth, depths.getOrDefault(edge.node(), 0));
        }
        return switch (Flow.of(node)) {
            case ENTER -> depth + 1;
            case EXIT -> Math.max(0, depth - 1);
            case SWITCH -> steersLoop(node) ? depth : depth + 1;
            case MERGE -> beginsLoop(node) ? depth : Math.max(0, depth - 1);
            case NEXT_ITERATION, LOOP_COND, NONE -> depth;
        };
    }

    private boolean steersLoop(TfNode node) {
        List<TfEdge> inputs = node.dataInputs();
        return inputs.size() == 2
                && graph.node(inputs.get(1).node()).filter(Flow.LOOP_COND::is).isPresent();
    }

    private boolean beginsLoop(TfNode node) {
        return node.dataInputs().stream()
                .flatMap(edge -> graph.node(edge.node()).stream())
                .anyMatch(Flow.NEXT_ITERATION::is);
    }

    private static String scope(TfNode node) {
        return node.name().substring(0, Math.max(0, node.name().lastIndexOf('/')));
    }
}
