package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Which node belongs to which loop of TensorFlow 1: an `Enter` leads into the frame that it names,
/// an `Exit` out of it, and everything else is where its inputs are.
///
/// A node that takes something from a loop and something from around it belongs to the loop. In a
/// graph of TensorFlow an `Enter` stands between; constants that have lost the control input which
/// said where they are need none here.
final class Frames {
    private static final int MOST_NAMES = 8;

    /// A loop, or the graph around all loops.
    static final class Frame {
        private final String name;
        private final Frame outer;
        private final int depth;
        private final Map<String, Frame> inner = new HashMap<>();
        private final List<TfNode> members = new ArrayList<>();
        private final List<TfNode> exits = new ArrayList<>();

        private Frame(String name, Frame outer) {
            this.name = name;
            this.outer = outer;
            this.depth = outer == null ? 0 : outer.depth + 1;
        }

        String name() {
            return name;
        }

        /// The loop or graph around it, or null.
        Frame outer() {
            return outer;
        }

        /// What runs in its trips and leads into it, inner loops apart.
        List<TfNode> members() {
            return members;
        }

        /// What leads out of it.
        List<TfNode> exits() {
            return exits;
        }
    }

    private final Map<String, TfNode> nodes = new LinkedHashMap<>();
    private final Map<String, Frame> frames = new HashMap<>();
    private final List<Frame> loops = new ArrayList<>();

    /// @param ends the nodes that are needed, with all that feeds them
    /// @throws UnsupportedModelException if there is a cycle that no loop closes, or a node is in
    ///   two loops
    Frames(TfGraph graph, Collection<String> ends) {
        Frame graphItself = new Frame("", null);
        for (TfNode node : order(graph, ends)) {
            nodes.put(node.name(), node);
            Frame frame = graphItself;
            for (TfEdge edge : node.inputs()) {
                frame = inner(frame, frames.getOrDefault(edge.node(), graphItself), node);
            }
            switch (Flow.of(node)) {
                case ENTER -> {
                    Frame around = frame;
                    frame =
                            around.inner.computeIfAbsent(
                                    node.text("frame_name"),
                                    name -> {
                                        Frame loop = new Frame(name, around);
                                        if (loop.depth > Nesting.DEEPEST) {
                                            throw Nesting.limit(
                                                    node,
                                                    "it is in more than "
                                                            + Nesting.DEEPEST
                                                            + " loops within each other");
                                        }
                                        loops.add(loop);
                                        return loop;
                                    });
                }
                case EXIT -> {
                    if (frame.outer == null) {
                        throw new UnsupportedModelException(
                                node.place(), "it leads out of a loop, but is in none");
                    }
                    frame.exits.add(node);
                    frame = frame.outer;
                }
                default -> {}
            }
            frame.members.add(node);
            frames.put(node.name(), frame);
        }
    }

    /// The needed nodes, each after those that feed it, loops apart.
    Map<String, TfNode> nodes() {
        return nodes;
    }

    /// Every loop after those that are in it.
    List<Frame> loops() {
        return loops.reversed();
    }

    /// The innermost loop that a node is in; it is the graph itself if its `outer` is null.
    Frame of(String node) {
        return frames.get(node);
    }

    private static Frame inner(Frame one, Frame other, TfNode node) {
        Frame deep = one.depth > other.depth ? one : other;
        Frame around = deep == one ? other : one;
        Frame found = deep;
        while (found.depth > around.depth) {
            found = found.outer;
        }
        if (found != around) {
            throw new UnsupportedModelException(
                    node.place(),
                    "it takes values from the loops '"
                            + around.name
                            + "' and '"
                            + deep.name
                            + "', neither of which is in the other");
        }
        return deep;
    }

    /// A walk on an explicit stack, which leaves out the edges that close loops.
    private static List<TfNode> order(TfGraph graph, Collection<String> ends) {
        record Visit(TfNode node, int next) {}

        List<TfNode> order = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Set<String> open = new LinkedHashSet<>();
        Deque<String> roots = new ArrayDeque<>(ends);
        Deque<Visit> stack = new ArrayDeque<>();
        while (!roots.isEmpty()) {
            String root = roots.remove();
            graph.node(root)
                    .filter(_ -> !done.contains(root))
                    .ifPresent(node -> {
                        stack.push(new Visit(node, 0));
                        open.add(root);
                    });
            while (!stack.isEmpty()) {
                Visit visit = stack.pop();
                TfNode node = visit.node();
                TfNode next = null;
                int i = visit.next();
                for (; next == null && i < node.inputs().size(); i++) {
                    TfNode input = graph.node(node.inputs().get(i).node()).orElse(null);
                    if (input == null || done.contains(input.name())) {
                        continue;
                    }
                    if (closesLoop(node, input)) {
                        roots.add(input.name());
                    } else {
                        next = input;
                    }
                }
                if (next == null) {
                    done.add(node.name());
                    open.remove(node.name());
                    order.add(node);
                    continue;
                }
                stack.push(new Visit(node, i));
                if (!open.add(next.name())) {
                    throw new UnsupportedModelException(List.of(cycle(open, next)));
                }
                stack.push(new Visit(next, 0));
            }
        }
        return order;
    }

    static boolean closesLoop(TfNode merge, TfNode input) {
        return Flow.MERGE.is(merge) && Flow.NEXT_ITERATION.is(input);
    }

    private static Problem cycle(Set<String> open, TfNode start) {
        List<String> names = new ArrayList<>(open);
        List<String> circle = names.subList(names.indexOf(start.name()), names.size());
        List<String> shown = new ArrayList<>(circle.reversed());
        if (shown.size() > MOST_NAMES) {
            shown = new ArrayList<>(shown.subList(0, MOST_NAMES - 1));
            shown.add("... (" + circle.size() + " nodes)");
        }
        shown.add(circle.getLast());
        return Problem.of(
                Code.NOT_SUPPORTED,
                start.place(),
                "the graph has a cycle that is no loop of TensorFlow: "
                        + String.join(" -> ", shown),
                "A frozen inference graph has no such cycles: cut it with --input, or export the"
                        + " model again.");
    }
}
