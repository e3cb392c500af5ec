package org.tf2ov.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Value;

/// Applies rewrites from the inputs to the outputs, again and again until none applies.
///
/// Each walk visits a node after all that feed it, so that what one rewrite leaves (a transpose
/// pushed below an operation) is seen by the next in the same walk. A walk costs time linear in the
/// graph. A node never changes, nor does what feeds it: where no rewrite applied in one walk, none
/// will in the next, unless a rewrite asked who else takes a value.
public final class Rewriting implements Pass {
    /// Rewrites that undo each other would never end.
    private static final int MOST_WALKS = 50;

    private static final int MOST_STEPS_AT_A_NODE = 100;

    private final String name;
    private final List<Rewrite> rewrites;
    private final Map<Class<?>, List<Rewrite>> candidates = new HashMap<>();

    public Rewriting(String name, Rewrite... rewrites) {
        this.name = name;
        this.rewrites = List.of(rewrites);
    }

    @Override
    public String name() {
        return name;
    }

    /// In the order in which they are tried at a node.
    public List<Rewrite> rewrites() {
        return rewrites;
    }

    @Override
    public Graph apply(Graph graph) {
        Graph current = graph;
        Set<Node> settled = new HashSet<>();
        for (int walk = 0; walk < MOST_WALKS; walk++) {
            Optional<Graph> next = new Walk(current, settled).run();
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        return current;
    }

    private List<Rewrite> candidates(Value value) {
        return candidates.computeIfAbsent(
                value.op().getClass(),
                type ->
                        rewrites.stream()
                                .filter(rewrite -> rewrite.pattern().op().isAssignableFrom(type))
                                .toList());
    }

    /// One walk over the graph.
    private final class Walk {
        private final Graph graph;
        private final List<Node> nodes;

        /// What stands for a value that is not what it was.
        private final Map<Value, Value> replaced = new HashMap<>();

        /// Counted when somebody asks, which few rewrites do.
        private Map<Value, Integer> oldUses;

        /// The uses that new values take over from old ones, and old ones from each other.
        private final Map<Value, Integer> takenOver = new HashMap<>();

        private final GraphBuilder g = new GraphBuilder();
        private final Set<Node> settled;
        private boolean changed;

        /// @param settled the nodes to which no rewrite will ever apply; more are added
        Walk(Graph graph, Set<Node> settled) {
            this.settled = settled;
            this.graph = graph;
            this.nodes = graph.nodes();
        }

        /// The new graph, or nothing if no rewrite applies.
        Optional<Graph> run() {
            for (Node node : nodes) {
                visit(node);
            }
            if (!changed) {
                return Optional.empty();
            }
            Set<Node> alive = new HashSet<>(nodes);
            graph.tensorNames()
                    .forEach((value, names) -> {
                        if (alive.contains(value.node())) {
                            names.forEach(each -> g.alias(now(value), each));
                        }
                    });
            return Optional.of(
                    g.build(
                            graph.parameters().stream().map(this::now).toList(),
                            graph.results().stream().map(this::now).toList()));
        }

        private Value now(Value old) {
            return replaced.getOrDefault(old, old);
        }

        private void visit(Node node) {
            Node current = withNewInputs(node);
            if (current == node && settled.contains(node)) {
                return;
            }
            List<Value> outputs = current.outputs();
            for (int i = 0; i < outputs.size(); i++) {
                countUses(node.output(i), outputs.get(i));
            }
            for (int step = 0; step < MOST_STEPS_AT_A_NODE; step++) {
                Optional<List<Value>> next = rewrite(node, outputs);
                if (next.isEmpty()) {
                    break;
                }
                changed = true;
                outputs = next.get();
                for (int i = 0; i < outputs.size(); i++) {
                    countUses(node.output(i), outputs.get(i));
                }
            }
            for (int i = 0; i < outputs.size(); i++) {
                if (!outputs.get(i).equals(node.output(i))) {
                    replaced.put(node.output(i), outputs.get(i));
                }
            }
        }

        /// The node itself if what feeds it stayed the same.
        private Node withNewInputs(Node node) {
            boolean same = true;
            for (int i = 0; same && !replaced.isEmpty() && i < node.inputs().size(); i++) {
                same = !replaced.containsKey(node.inputs().get(i));
            }
            if (same) {
                return node;
            }
            List<Value> inputs = new ArrayList<>(node.inputs());
            inputs.replaceAll(this::now);
            return g.add(node.name(), node.op(), inputs).node();
        }

        private void countUses(Value old, Value now) {
            if (!now.equals(old)) {
                takenOver.merge(now, oldUses().getOrDefault(old, 0), Integer::sum);
            }
        }

        private Map<Value, Integer> oldUses() {
            if (oldUses == null) {
                oldUses = graph.uses(nodes);
            }
            return oldUses;
        }

        /// How many inputs and results take a value; one that a rewrite has just made is taken
        /// once.
        private int uses(Value value) {
            Integer old = oldUses().get(value);
            Integer more = takenOver.get(value);
            return old == null && more == null
                    ? 1
                    : (old == null ? 0 : old) + (more == null ? 0 : more);
        }

        private Optional<List<Value>> rewrite(Node old, List<Value> outputs) {
            Value root = outputs.getFirst();
            boolean whole = root.node().facts().size() == outputs.size() && root.index() == 0;
            if (!whole || settled.contains(root.node())) {
                return Optional.empty();
            }
            g.scope(old.name());
            boolean countsUses = false;
            for (Rewrite rewrite : candidates(root)) {
                Match match = new Match(this::uses);
                if (rewrite.pattern().matches(root, match)) {
                    Optional<List<Value>> result =
                            rewrite.replaceAll(match, g).filter(values -> !values.equals(outputs));
                    if (result.isPresent()) {
                        return result;
                    }
                }
                countsUses |= match.countsUses();
            }
            if (!countsUses) {
                settled.add(root.node());
            }
            return Optional.empty();
        }
    }
}
