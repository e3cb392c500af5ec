package org.tf2ov.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/// An acyclic graph of operations with its inputs and outputs in the order in which users see them.
///
/// A graph never changes. It consists of what its results need, together with the parameters, which
/// stay even where nothing uses them.
///
/// @param parameters the inputs, each the output of a [Parameter]
/// @param results the outputs; the same value may be one more than once
/// @param tensorNames the names under which users may ask for a value (`x`, `x:0`); a rewrite that
///   replaces a value by an equal one hands its names on
public record Graph(
        List<Value> parameters, List<Value> results, Map<Value, SortedSet<String>> tensorNames) {
    public Graph {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
        tensorNames = Collections.unmodifiableMap(new HashMap<>(tensorNames));
    }

    /// A graph whose inputs are the parameters that its results need, in topological order.
    public Graph(List<Value> results) {
        this(
                order(results).stream()
                        .filter(node -> node.op() instanceof Parameter)
                        .map(node -> node.output(0))
                        .toList(),
                results,
                Map.of());
    }

    /// All nodes, each after those that feed it; the same graph always gives the same order.
    public List<Node> nodes() {
        List<Value> ends = new ArrayList<>(parameters);
        ends.addAll(results);
        return order(ends);
    }

    /// How many inputs and results take each value.
    public Map<Value, Integer> uses() {
        return uses(nodes());
    }

    /// The same for who has the nodes in hand.
    ///
    /// @param nodes what [#nodes] gave
    public Map<Value, Integer> uses(List<Node> nodes) {
        Map<Value, Integer> uses = HashMap.newHashMap(nodes.size());
        for (Node node : nodes) {
            for (Value input : node.inputs()) {
                uses.merge(input, 1, Integer::sum);
            }
        }
        for (Value result : results) {
            uses.merge(result, 1, Integer::sum);
        }
        return uses;
    }

    /// The names under which users may ask for a value.
    public Set<String> namesOf(Value value) {
        SortedSet<String> names = tensorNames.get(value);
        return names == null ? Set.of() : names;
    }

    /// One line a node; [GraphText] describes the form and reads it back.
    @Override
    public String toString() {
        return GraphText.print(this);
    }

    /// Post-order on an explicit stack: models may be chains of a million nodes.
    private static List<Node> order(List<Value> ends) {
        record Visit(Node node, int next) {}

        List<Node> order = new ArrayList<>();
        Set<Node> seen = new HashSet<>();
        Deque<Visit> stack = new ArrayDeque<>();
        for (Value end : ends) {
            if (seen.add(end.node())) {
                stack.push(new Visit(end.node(), 0));
            }
            while (!stack.isEmpty()) {
                Visit visit = stack.pop();
                List<Value> inputs = visit.node().inputs();
                int next = visit.next();
                while (next < inputs.size() && !seen.add(inputs.get(next).node())) {
                    next++;
                }
                if (next < inputs.size()) {
                    stack.push(new Visit(visit.node(), next + 1));
                    stack.push(new Visit(inputs.get(next).node(), 0));
                } else {
                    order.add(visit.node());
                }
            }
        }
        return order;
    }
}
