package org.tf2ov.tf.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Which functions call which, and how large each is when all that it calls is written out.
///
/// Sizes are computed without writing anything out: a function that calls another twice, which
/// calls another twice, and so on, is only a number here.
final class Calls {
    /// More than anything can have; two of it can be added.
    static final long INFINITY = Long.MAX_VALUE / 4;

    /// A call of a function that can be replaced by the function's body.
    ///
    /// @param attributes values for the function's parameters
    record Call(TfFunction function, Map<String, TfAttribute> attributes) {}

    /// What a function becomes.
    ///
    /// @param nodes how many there are, calls within calls written out
    /// @param characters in the names of these nodes
    /// @param problem why it cannot be written out
    private record Extent(long nodes, long characters, Optional<Problem> problem) {}

    private final Map<String, TfFunction> library;
    private final Map<String, Extent> extents = new HashMap<>();

    Calls(TfGraph graph) {
        this.library = graph.functions();
    }

    /// The function that a node calls, if its body may take the place of the node.
    Optional<Call> of(TfNode node) {
        return switch (node.op()) {
            case "PartitionedCall", "StatefulPartitionedCall" ->
                    node.attributes().get("f") instanceof TfAttribute.Function(var name, var values)
                            ? Optional.ofNullable(library.get(name))
                                    .map(function -> new Call(function, values))
                            : Optional.empty();
            default ->
                    Optional.ofNullable(library.get(node.op()))
                            .map(function -> new Call(function, node.attributes()));
        };
    }

    /// The functions that a node names in its attributes.
    static List<TfAttribute.Function> named(TfNode node) {
        return named(node.attributes());
    }

    /// The functions that attributes name.
    static List<TfAttribute.Function> named(Map<String, TfAttribute> attributes) {
        List<TfAttribute.Function> named = new ArrayList<>(0);
        for (TfAttribute value : attributes.values()) {
            switch (value) {
                case TfAttribute.Function function -> named.add(function);
                case TfAttribute.Items items -> named.addAll(items.functions());
                default -> {}
            }
        }
        return named;
    }

    /// The names of all functions that these nodes need, directly or by other functions.
    static Set<String> reached(TfGraph graph, Collection<TfNode> nodes) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<TfFunction> open = new ArrayDeque<>();
        nodes.forEach(node -> reach(graph, node, reached, open));
        while (!open.isEmpty()) {
            open.pop().nodes().forEach(node -> reach(graph, node, reached, open));
        }
        return reached;
    }

    private static void reach(
            TfGraph graph, TfNode node, Set<String> reached, Deque<TfFunction> open) {
        List<String> names = new ArrayList<>(1);
        names.add(node.op());
        named(node).forEach(function -> names.add(function.name()));
        for (String name : names) {
            TfFunction function = graph.functions().get(name);
            if (function != null && reached.add(name)) {
                open.push(function);
            }
        }
    }

    /// How many nodes a node becomes.
    long nodes(TfNode node) {
        return of(node).map(call -> extent(call.function()).nodes() + 1).orElse(1L);
    }

    /// How many characters the names of these nodes have.
    long characters(TfNode node) {
        return of(node).map(call -> characters(node, extent(call.function())))
                .orElse((long) node.name().length());
    }

    private static long characters(TfNode node, Extent callee) {
        long length = node.name().length();
        return sum(sum(length, callee.characters()), product(callee.nodes(), length + 1));
    }

    /// Why a node cannot be replaced by the function that it calls.
    Optional<Problem> problem(TfNode node) {
        return of(node).flatMap(call -> extent(call.function()).problem());
    }

    /// Why a function cannot become a body without calls.
    Optional<Problem> problem(TfFunction function) {
        return extent(function).problem();
    }

    private Extent extent(TfFunction function) {
        if (!extents.containsKey(function.name())) {
            measure(function);
        }
        return extents.get(function.name());
    }

    private record Visit(TfFunction function, List<TfFunction> callees, int next) {}

    /// A walk on an explicit stack, callees first.
    private void measure(TfFunction root) {
        Deque<Visit> stack = new ArrayDeque<>();
        Set<String> open = new LinkedHashSet<>();
        stack.push(new Visit(root, callees(root), 0));
        open.add(root.name());
        while (!stack.isEmpty()) {
            Visit visit = stack.pop();
            int next = visit.next();
            while (next < visit.callees().size()
                    && extents.containsKey(visit.callees().get(next).name())) {
                next++;
            }
            if (next == visit.callees().size()) {
                open.remove(visit.function().name());
                extents.put(visit.function().name(), sum(visit.function()));
                continue;
            }
            stack.push(new Visit(visit.function(), visit.callees(), next + 1));
            TfFunction callee = visit.callees().get(next);
            if (open.add(callee.name())) {
                stack.push(new Visit(callee, callees(callee), 0));
            } else {
                extents.put(callee.name(), recursive(callee, open));
            }
        }
    }

    /// The functions that a body calls or names, each once.
    private List<TfFunction> callees(TfFunction function) {
        Set<String> names = new LinkedHashSet<>();
        for (TfNode node : function.nodes()) {
            of(node).map(call -> call.function().name()).ifPresent(names::add);
            named(node).forEach(named -> names.add(named.name()));
        }
        return names.stream().filter(library::containsKey).map(library::get).toList();
    }

    private Extent recursive(TfFunction function, Set<String> open) {
        List<String> names = new ArrayList<>(open);
        List<String> circle = names.subList(names.indexOf(function.name()), names.size());
        String path =
                circle.size() > 8
                        ? String.join(" -> ", circle.subList(0, 7))
                                + " -> ... ("
                                + circle.size()
                                + " functions)"
                        : String.join(" -> ", circle);
        return new Extent(
                0,
                0,
                Optional.of(
                        Problem.of(
                                Code.NOT_SUPPORTED,
                                function.place(),
                                "the function calls itself: " + path + " -> " + circle.getFirst(),
                                "Functions that call themselves cannot be translated: cut the model"
                                        + " before or behind with --input or --output.")));
    }

    private Extent sum(TfFunction function) {
        Extent known = extents.get(function.name());
        if (known != null) {
            return known; // it calls itself
        }
        long nodes = 0;
        long characters = 0;
        Optional<Problem> problem = Optional.empty();
        for (TfNode node : function.nodes()) {
            Optional<Extent> callee = of(node).map(call -> extents.get(call.function().name()));
            nodes = sum(nodes, callee.map(Extent::nodes).orElse(0L) + 1);
            characters =
                    sum(
                            characters,
                            callee.map(extent -> characters(node, extent))
                                    .orElse((long) node.name().length()));
            if (problem.isEmpty()) {
                problem =
                        callee.flatMap(Extent::problem)
                                .or(() ->
                                        named(node).stream()
                                                .map(named -> extents.get(named.name()))
                                                .filter(extent -> extent != null)
                                                .flatMap(extent -> extent.problem().stream())
                                                .findFirst());
            }
        }
        return new Extent(nodes, characters, problem);
    }

    /// Sums that are too large for anything stay there.
    private static long sum(long a, long b) {
        return Math.min(INFINITY, a + b);
    }

    private static long product(long a, long b) {
        return a > INFINITY / Math.max(1, b) ? INFINITY : a * b;
    }
}
