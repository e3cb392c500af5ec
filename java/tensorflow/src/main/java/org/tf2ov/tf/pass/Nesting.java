package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// How deeply the bodies of loops and branches are within each other, and how many nodes they have
/// when each is written out where it is named, as IR needs it.
///
/// Both are computed without writing anything out, so that functions which name each other twice,
/// and so on, are refused at once.
public final class Nesting {
    /// More levels than anybody writes; each costs some stack.
    static final int DEEPEST = 60;

    static final long MOST_NODES = 1_000_000;

    /// A loop is translated once more when the shapes of its states change.
    private static final int ROUNDS_OF_LOOP = 2;

    private static final int MOST_NAMES = 8;

    /// @param levels of bodies, itself included
    private record Extent(int levels, long nodes) {}

    private record Visit(TfFunction function, List<TfFunction> bodies, int next) {}

    private final TfGraph graph;
    private final Map<String, Extent> extents = new HashMap<>();

    private Nesting(TfGraph graph) {
        this.graph = graph;
    }

    /// Refuses a graph whose functions name each other too deeply, too often, or in a circle.
    ///
    /// @throws Tf2ovException that names the node or the functions
    public static void check(TfGraph graph) {
        if (!graph.functions().isEmpty()) {
            new Nesting(graph).check();
        }
    }

    private void check() {
        long nodes = 0;
        for (TfNode node : graph.nodes()) {
            long below = 0;
            for (TfFunction body : bodies(List.of(node))) {
                measure(body);
                Extent extent = extents.get(body.name());
                if (extent.levels() > DEEPEST) {
                    throw limit(
                            node,
                            "its loops and branches are within each other on more than "
                                    + DEEPEST
                                    + " levels");
                }
                below += extent.nodes() * rounds(node);
            }
            nodes = Math.min(Calls.INFINITY, nodes + below);
            if (nodes > MOST_NODES) {
                throw limit(
                        node,
                        "its loops and branches are named in each other so often that there would be"
                                + " more than "
                                + MOST_NODES
                                + " nodes");
            }
        }
    }

    static Tf2ovException limit(TfNode node, String what) {
        return new Tf2ovException(
                Problem.of(
                        Code.LIMIT_EXCEEDED,
                        node.place(),
                        what,
                        "Cut the model before or behind it with --input or --output."));
    }

    private void measure(TfFunction root) {
        Deque<Visit> stack = new ArrayDeque<>();
        Set<String> open = new LinkedHashSet<>();
        if (!extents.containsKey(root.name())) {
            stack.push(new Visit(root, bodies(root.nodes()), 0));
            open.add(root.name());
        }
        while (!stack.isEmpty()) {
            Visit visit = stack.pop();
            int next = visit.next();
            while (next < visit.bodies().size()
                    && extents.containsKey(visit.bodies().get(next).name())) {
                next++;
            }
            if (next == visit.bodies().size()) {
                open.remove(visit.function().name());
                extents.put(visit.function().name(), sum(visit.function()));
                continue;
            }
            stack.push(new Visit(visit.function(), visit.bodies(), next + 1));
            TfFunction body = visit.bodies().get(next);
            if (!open.add(body.name())) {
                throw circle(body, open);
            }
            stack.push(new Visit(body, bodies(body.nodes()), 0));
        }
    }

    private Extent sum(TfFunction function) {
        int levels = 0;
        long nodes = function.nodes().size();
        for (TfNode node : function.nodes()) {
            for (TfFunction body : bodies(List.of(node))) {
                Extent extent = extents.get(body.name());
                levels = Math.max(levels, extent.levels());
                nodes = Math.min(Calls.INFINITY, nodes + extent.nodes() * rounds(node));
            }
        }
        return new Extent(levels + 1, Math.min(nodes, 2 * MOST_NODES));
    }

    private static int rounds(TfNode node) {
        return node.op().endsWith("While") ? ROUNDS_OF_LOOP : 1;
    }

    /// The functions that nodes name, as often as they do.
    private List<TfFunction> bodies(Collection<TfNode> nodes) {
        List<TfFunction> bodies = new ArrayList<>();
        for (TfNode node : nodes) {
            Calls.named(node).stream()
                    .map(named -> graph.functions().get(named.name()))
                    .filter(function -> function != null)
                    .forEach(bodies::add);
        }
        return bodies;
    }

    private static Tf2ovException circle(TfFunction function, Set<String> open) {
        List<String> names = new ArrayList<>(open);
        names = new ArrayList<>(names.subList(names.indexOf(function.name()), names.size()));
        if (names.size() > MOST_NAMES) {
            int count = names.size();
            names = new ArrayList<>(names.subList(0, MOST_NAMES - 1));
            names.add("... (" + count + " functions)");
        }
        names.add(function.name());
        return new Tf2ovException(
                Problem.of(
                        Code.NOT_SUPPORTED,
                        function.place(),
                        "the function calls itself: " + String.join(" -> ", names),
                        "Functions that call themselves cannot be translated: cut the model before"
                                + " or behind with --input or --output."));
    }
}
