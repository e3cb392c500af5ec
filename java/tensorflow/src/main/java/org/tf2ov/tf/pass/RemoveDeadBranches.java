package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tf2ov.problem.Code;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Takes the way that a constant condition takes through the branches of TensorFlow 1.
///
///     s = Switch(x, false)             s = Identity(x)
///     a = Train(s:1)
///     b = Infer(s)                     b = Infer(s)
///     m = Merge(a, b)                  m = Identity(b)
///
/// What gets nothing from a `Switch` never runs, nor does whatever waits for it, up to the `Merge`
/// that takes the other branch. A `Merge` at the head of a loop waits only for what enters the loop.
final class RemoveDeadBranches implements FreezeStep {
    @Override
    public TfGraph apply(TfGraph graph, Task task) {
        return graph.nodes().stream().anyMatch(RemoveDeadBranches::switches)
                ? new Work(graph, task).run()
                : graph;
    }

    private static boolean switches(TfNode node) {
        return node.op().equals("Switch") || node.op().equals("RefSwitch");
    }

    private static boolean merges(TfNode node) {
        return node.op().equals("Merge") || node.op().equals("RefMerge");
    }

    private static final class Work {
        private final TfGraph graph;
        private final Task task;

        /// The output that a switch serves.
        private final Map<String, Integer> taken = new LinkedHashMap<>();

        /// A node that takes something from another one.
        private record Follower(TfNode node, TfEdge edge) {}

        private final Map<String, List<Follower>> followers = new HashMap<>();
        private final Map<String, Boolean> onlyOne = new HashMap<>();
        private final Set<String> dead = new HashSet<>();
        private final Deque<String> open = new ArrayDeque<>();

        /// The inputs of a merge that may still come; those that close a loop are not among them.
        private final Map<String, Set<TfEdge>> awaited = new HashMap<>();

        private Work(TfGraph graph, Task task) {
            this.graph = graph;
            this.task = task;
        }

        private TfGraph run() {
            KnownValues known = new KnownValues(graph.nodes(), task);
            for (TfNode node : graph.nodes()) {
                if (switches(node) && node.dataInputs().size() == 2) {
                    known.condition(node.dataInputs().get(1))
                            .ifPresent(holds -> taken.put(node.name(), holds ? 1 : 0));
                }
            }
            if (taken.isEmpty()) {
                return graph;
            }
            for (TfNode node : graph.nodes()) {
                for (TfEdge edge : node.inputs()) {
                    followers
                            .computeIfAbsent(edge.node(), _ -> new ArrayList<>())
                            .add(new Follower(node, edge));
                }
                if (merges(node)) {
                    Set<TfEdge> edges = new HashSet<>(node.dataInputs());
                    edges.removeIf(this::comesBack);
                    awaited.put(node.name(), edges);
                }
            }
            taken.keySet().forEach(this::killFollowersOf);
            while (!open.isEmpty()) {
                killFollowersOf(open.pop());
            }
            return rewritten();
        }

        /// Whether a tensor never comes.
        private boolean isDead(TfEdge edge) {
            return dead.contains(edge.node())
                    || !edge.control()
                            && taken.containsKey(edge.node())
                            && taken.get(edge.node()) != edge.index();
        }

        private void killFollowersOf(String name) {
            for (Follower follower : followers.getOrDefault(name, List.of())) {
                if (isDead(follower.edge()) && dies(follower)) {
                    String next = follower.node().name();
                    if (dead.add(next)) {
                        open.push(next);
                    }
                }
            }
        }

        /// Whether a node can never run, now that one of its inputs is known not to come. A merge
        /// needs one of them, anything else all.
        private boolean dies(Follower follower) {
            if (!merges(follower.node())) {
                return true;
            }
            if (follower.edge().control()) {
                return false; // a merge waits for nodes whether they run or not
            }
            Set<TfEdge> edges = awaited.get(follower.node().name());
            edges.remove(follower.edge());
            return edges.isEmpty();
        }

        /// Whether an edge closes a loop.
        private boolean comesBack(TfEdge edge) {
            return graph.node(edge.node())
                    .filter(node -> node.op().endsWith("NextIteration"))
                    .isPresent();
        }

        // What is left

        private TfGraph rewritten() {
            Set<String> indexed = indexed();
            List<TfNode> nodes = new ArrayList<>(graph.nodes().size());
            for (TfNode node : graph.nodes()) {
                if (dead.contains(node.name())) {
                    continue;
                }
                TfNode live = node.withInputs(live(node));
                if (taken.containsKey(node.name())) {
                    nodes.add(identity(live, live.dataInputs().getFirst()));
                } else if (merges(node) && node.inputs().stream().anyMatch(this::isDead)) {
                    merged(node, live, indexed.contains(node.name()), nodes);
                } else {
                    nodes.add(live);
                }
            }
            for (String end : Ends.areDeclared(task) ? Ends.of(graph, task) : Set.<String>of()) {
                graph.node(end)
                        .filter(node -> dead.contains(end))
                        .ifPresent(node -> {
                            task.findings()
                                    .problem(
                                            node,
                                            Code.NOT_SUPPORTED,
                                            "the output is in a branch that is never taken, because"
                                                    + " its condition is constant",
                                            "Name another output by --output.");
                            nodes.add(node.withInputs(List.of()));
                        });
            }
            return graph.withNodes(nodes);
        }

        /// The merges of which somebody wants to know which input came.
        private Set<String> indexed() {
            Set<String> indexed = new HashSet<>();
            for (TfNode node : graph.nodes()) {
                for (TfEdge edge : node.inputs()) {
                    if (!edge.control()
                            && edge.index() == 1
                            && !dead.contains(node.name())
                            && graph.node(edge.node())
                                    .filter(RemoveDeadBranches::merges)
                                    .isPresent()) {
                        indexed.add(edge.node());
                    }
                }
            }
            return indexed;
        }

        private List<TfEdge> live(TfNode node) {
            List<TfEdge> live = new ArrayList<>(node.inputs().size());
            for (TfEdge edge : node.inputs()) {
                if (!isDead(edge)) {
                    live.add(resolved(edge));
                }
            }
            return live;
        }

        private TfEdge resolved(TfEdge edge) {
            if (edge.control()) {
                return edge;
            }
            if (edge.index() == 1 && isOnlyOne(edge.node())) {
                return TfEdge.of(indexName(edge.node()), 0);
            }
            return taken.containsKey(edge.node()) ? TfEdge.of(edge.node(), 0) : edge;
        }

        /// Whether it is a merge of which exactly one input comes.
        private boolean isOnlyOne(String name) {
            return onlyOne.computeIfAbsent(name, this::hasOneInput);
        }

        private boolean hasOneInput(String name) {
            Optional<TfNode> merge = graph.node(name).filter(RemoveDeadBranches::merges);
            return merge.isPresent()
                    && awaited.get(name).size() == 1
                    && merge.get().dataInputs().stream().filter(edge -> !isDead(edge)).count() == 1
                    && merge.get().dataInputs().size() > 1;
        }

        private String indexName(String merge) {
            String name = merge + "/value_index";
            while (graph.node(name).isPresent()) {
                name += "_1";
            }
            return name;
        }

        private void merged(TfNode node, TfNode live, boolean indexed, List<TfNode> nodes) {
            List<TfEdge> data = live.dataInputs();
            if (data.size() == 1) {
                if (indexed) {
                    int index = 0;
                    while (isDead(node.dataInputs().get(index))) {
                        index++;
                    }
                    nodes.add(
                            new TfNode(
                                    indexName(node.name()),
                                    "Const",
                                    List.of(),
                                    Constants.attributes(Constants.of(index)),
                                    node.device()));
                }
                nodes.add(identity(live, data.getFirst()));
                return;
            }
            if (indexed) {
                task.findings()
                        .problem(
                                node,
                                Code.NOT_SUPPORTED,
                                "some of its inputs never come, and which one comes is asked for");
            }
            Map<String, TfAttribute> attributes = new TreeMap<>(live.attributes());
            attributes.put("N", new TfAttribute.Whole(data.size()));
            nodes.add(live.withAttributes(attributes));
        }

        private static TfNode identity(TfNode node, TfEdge from) {
            List<TfEdge> inputs = new ArrayList<>(List.of(from));
            inputs.addAll(node.controlInputs());
            Map<String, TfAttribute> attributes = new TreeMap<>(node.attributes());
            attributes.remove("N");
            return new TfNode(node.name(), "Identity", inputs, attributes, node.device());
        }
    }
}
