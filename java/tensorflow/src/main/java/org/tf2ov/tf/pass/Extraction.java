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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfNode;

/// Takes the nodes that certain tensors need, as far as they belong to a branch or loop, out of a
/// graph; what comes from elsewhere becomes an argument.
final class Extraction {
    private final Map<String, TfNode> nodes;
    private final UnaryOperator<TfEdge> origin;
    private final Predicate<TfNode> inside;
    private final Predicate<TfNode> steers;
    private final Captures captures;
    private final List<TfNode> members = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<TfEdge> wanted = new ArrayList<>();

    /// The arguments that several functions share, by the tensors that they are.
    static final class Captures {
        private final Map<TfEdge, Integer> numbers = new LinkedHashMap<>();

        int number(TfEdge tensor) {
            return numbers.computeIfAbsent(tensor, _ -> numbers.size());
        }

        List<TfEdge> tensors() {
            return List.copyOf(numbers.keySet());
        }
    }

    /// @param nodes of the graph
    /// @param origin where a tensor comes from, past what only steers
    /// @param inside whether a node belongs to the branch or loop
    /// @param steers whether one that does says to which branch within it those belong that have it
    ///   as a control input
    Extraction(
            Map<String, TfNode> nodes,
            UnaryOperator<TfEdge> origin,
            Predicate<TfNode> inside,
            Predicate<TfNode> steers,
            Captures captures) {
        this.nodes = nodes;
        this.origin = origin;
        this.inside = inside;
        this.steers = steers;
        this.captures = captures;
    }

    /// Adds a result, with all that it needs.
    Extraction want(TfEdge result) {
        TfEdge from = origin.apply(result);
        wanted.add(from);
        Deque<TfNode> open = new ArrayDeque<>();
        need(from, open);
        while (!open.isEmpty()) {
            TfNode node = open.pop();
            members.add(node);
            for (TfEdge input : node.inputs()) {
                if (!input.control()) {
                    need(origin.apply(input), open);
                } else if (isMember(input)) {
                    need(input, open);
                }
            }
        }
        return this;
    }

    private void need(TfEdge tensor, Deque<TfNode> open) {
        if (captures.numbers.containsKey(tensor)) {
            return;
        }
        TfNode node = nodes.get(tensor.node());
        if (node == null || !inside.test(node)) {
            if (!tensor.control()) {
                captures.number(tensor);
            }
        } else if (seen.add(tensor.node())) {
            open.push(node);
        }
    }

    private boolean isMember(TfEdge control) {
        TfNode node = nodes.get(control.node());
        return node != null && inside.test(node) && steers.test(node);
    }

    List<TfNode> members() {
        return members;
    }

    /// The nodes, taking what they take from elsewhere.
    ///
    /// @param elsewhere the tensors in the place of the arguments
    List<TfNode> members(List<TfEdge> elsewhere) {
        List<TfNode> moved = new ArrayList<>(members.size());
        for (TfNode node : members) {
            List<TfEdge> inputs = new ArrayList<>(node.inputs().size());
            for (TfEdge input : node.inputs()) {
                TfEdge from = input.control() ? input : origin.apply(input);
                if (!input.control()) {
                    Integer number = captures.numbers.get(from);
                    inputs.add(number == null ? from : elsewhere.get(number));
                } else if (isMember(input)) {
                    inputs.add(input);
                }
            }
            moved.add(node.withInputs(inputs));
        }
        return moved;
    }

    /// The function, with all captures as arguments.
    ///
    /// @param prefix what is left away from the names of nodes
    /// @param handedOn whether the function returns those arguments, too, which come from `first`
    ///   on
    Body function(
            String name,
            String prefix,
            String graphPrefix,
            List<Optional<DataType>> types,
            int first,
            boolean handedOn) {
        Names names = new Names(Set.of());
        List<String> arguments = new ArrayList<>();
        List<TfEdge> given = new ArrayList<>();
        for (TfEdge tensor : captures.tensors()) {
            arguments.add(names.unique(local(tensor.node(), prefix)));
            given.add(TfEdge.of(arguments.getLast(), 0));
        }
        Map<String, String> renamed = HashMap.newHashMap(members.size());
        members.forEach(node -> renamed.put(node.name(), names.unique(local(node.name(), prefix))));
        List<TfNode> written = new ArrayList<>(members.size());
        for (TfNode node : members) {
            List<TfEdge> inputs = new ArrayList<>(node.inputs().size());
            for (TfEdge input : node.inputs()) {
                if (!input.control()) {
                    inputs.add(renamed(origin.apply(input), renamed, given));
                } else if (isMember(input)) {
                    inputs.add(TfEdge.after(renamed.get(input.node())));
                }
            }
            written.add(node.withName(renamed.get(node.name())).withInputs(inputs));
        }
        List<TfEdge> results = new ArrayList<>();
        wanted.forEach(tensor -> results.add(renamed(tensor, renamed, given)));
        if (handedOn) {
            results.addAll(given.subList(first, given.size()));
        }
        return new Body(name, graphPrefix, arguments, types, written, results);
    }

    private TfEdge renamed(TfEdge tensor, Map<String, String> renamed, List<TfEdge> given) {
        Integer number = captures.numbers.get(tensor);
        return number != null
                ? given.get(number)
                : TfEdge.of(renamed.get(tensor.node()), tensor.index());
    }

    private static String local(String name, String prefix) {
        return name.startsWith(prefix) && name.length() > prefix.length()
                ? name.substring(prefix.length())
                : name;
    }
}
