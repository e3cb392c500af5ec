package org.tf2ov.tf;

import java.nio.charset.StandardCharsets;
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
import java.util.function.Function;

/// Learns from the part of a graph that restores a checkpoint where each variable has its value.
///
///     AssignVariableOp(handle, Identity(RestoreV2(file, ["key", …], ["", …])[i]))
///
/// In graphs of TensorFlow 1 these are nodes beside all others (`save/…`); TensorFlow 2 has them in
/// a function (`__inference__traced_restore_…`) that gets the handles as arguments.
final class RestoredVariables {
    /// What is read into a variable.
    ///
    /// @param key of the tensor in the checkpoint
    /// @param slice which part of the tensor, as `4 2 0,2:0,2` (shape, then start and length in
    ///   each dimension), or empty: all of it
    record Restored(String key, String slice) {}

    /// What is read into a lookup table.
    ///
    /// @param function the function in which the node is that does it, or empty: the main graph
    /// @param node `LookupTableImport` of either version
    record RestoredTable(String function, String node, Restored keys, Restored values) {}

    /// More calls than this are not followed; real graphs have one.
    private static final int MOST_CALLS = 10_000;

    /// The main graph, or a function.
    ///
    /// @param function its name, or empty
    /// @param handles the variables that a call passes, by argument; nothing in the main graph
    private record Scope(
            String function,
            Function<String, Optional<TfNode>> nodes,
            int size,
            Optional<Map<String, String>> handles) {
        private Optional<TfNode> node(TfEdge edge) {
            return nodes.apply(edge.node());
        }
    }

    /// A call that has to be looked into.
    private record Call(TfFunction function, Map<String, String> handles) {}

    private final TfGraph graph;
    private final Map<String, Restored> restored = new LinkedHashMap<>();
    private final Map<String, RestoredTable> tables = new LinkedHashMap<>();
    private final Deque<Call> calls = new ArrayDeque<>();
    private final Set<Call> seen = new HashSet<>();

    private RestoredVariables(TfGraph graph) {
        this.graph = graph;
    }

    /// Finds what is restored from where.
    ///
    /// @param root the node that restores everything, with `:0` or without; if there is none,
    ///   everything that restores counts
    static RestoredVariables of(TfGraph graph, Optional<String> root) {
        RestoredVariables variables = new RestoredVariables(graph);
        variables.main(root.map(name -> TfEdge.parse(name).node()));
        variables.follow();
        return variables;
    }

    /// What each variable is restored from, by the name of its node.
    Map<String, Restored> variables() {
        return restored;
    }

    /// What each lookup table is restored from, by the name of its node.
    Map<String, RestoredTable> tables() {
        return tables;
    }

    private void main(Optional<String> root) {
        Scope main = new Scope("", graph::node, graph.nodes().size(), Optional.empty());
        Optional<TfNode> start = root.flatMap(graph::node);
        for (TfNode node : start.isPresent() ? needed(start.get()) : graph.nodes()) {
            visit(main, node);
        }
    }

    /// The nodes that run before a node, and it.
    private List<TfNode> needed(TfNode root) {
        List<TfNode> all = new ArrayList<>();
        Set<String> met = new HashSet<>();
        Deque<TfNode> open = new ArrayDeque<>(List.of(root));
        met.add(root.name());
        while (!open.isEmpty()) {
            TfNode node = open.pop();
            all.add(node);
            for (TfEdge input : node.inputs()) {
                if (met.add(input.node())) {
                    graph.node(input.node()).ifPresent(open::push);
                }
            }
        }
        return all;
    }

    private void follow() {
        for (int i = 0; i < MOST_CALLS && !calls.isEmpty(); i++) {
            Call call = calls.pop();
            Map<String, TfNode> nodes = HashMap.newHashMap(call.function().nodes().size());
            call.function().nodes().forEach(node -> nodes.put(node.name(), node));
            Scope scope =
                    new Scope(
                            call.function().name(),
                            name -> Optional.ofNullable(nodes.get(name)),
                            nodes.size(),
                            Optional.of(call.handles()));
            call.function().nodes().forEach(node -> visit(scope, node));
        }
    }

    private void visit(Scope scope, TfNode node) {
        switch (node.op()) {
            case "Assign", "AssignVariableOp" -> {
                List<TfEdge> inputs = node.dataInputs();
                if (inputs.size() == 2) {
                    handle(scope, inputs.get(0))
                            .ifPresent(variable ->
                                    value(scope, inputs.get(1))
                                            .ifPresent(value -> restored.put(variable, value)));
                }
            }
            case "LookupTableImport", "LookupTableImportV2" -> table(scope, node);
            case "PartitionedCall", "StatefulPartitionedCall" -> call(scope, node);
            default -> {}
        }
    }

    private void table(Scope scope, TfNode node) {
        List<TfEdge> inputs = node.dataInputs();
        if (inputs.size() == 3) {
            Optional<String> table = handle(scope, inputs.get(0));
            Optional<Restored> keys = value(scope, inputs.get(1));
            Optional<Restored> values = value(scope, inputs.get(2));
            if (table.isPresent() && keys.isPresent() && values.isPresent()) {
                tables.put(
                        table.get(),
                        new RestoredTable(scope.function(), node.name(), keys.get(), values.get()));
            }
        }
    }

    private void call(Scope scope, TfNode node) {
        if (!(node.attributes().get("f") instanceof TfAttribute.Function called)) {
            return;
        }
        TfFunction function = graph.functions().get(called.name());
        if (function == null) {
            return;
        }
        List<TfEdge> inputs = node.dataInputs();
        Map<String, String> handles = new HashMap<>();
        for (int i = 0; i < Math.min(inputs.size(), function.inputs().size()); i++) {
            String argument = function.inputs().get(i).name();
            handle(scope, inputs.get(i)).ifPresent(variable -> handles.put(argument, variable));
        }
        Call call = new Call(function, handles);
        if (!handles.isEmpty() && seen.add(call)) {
            calls.push(call);
        }
    }

    /// The variable that an edge carries.
    private static Optional<String> handle(Scope scope, TfEdge edge) {
        TfEdge source = source(scope, edge);
        return scope.handles().isPresent()
                ? Optional.ofNullable(scope.handles().get().get(source.node()))
                : scope.node(source)
                        .filter(node -> isVariable(node) || isTable(node))
                        .map(TfNode::name);
    }

    /// Whether a node stands for a variable.
    static boolean isVariable(TfNode node) {
        return switch (node.op()) {
            case "VarHandleOp", "VariableV2", "Variable", "AutoReloadVariable" -> true;
            default -> false;
        };
    }

    private static boolean isTable(TfNode node) {
        return node.op().contains("HashTable");
    }

    /// What an edge carries that comes from a checkpoint.
    private static Optional<Restored> value(Scope scope, TfEdge edge) {
        TfEdge source = source(scope, edge);
        TfNode node = scope.node(source).orElse(null);
        if (node == null) {
            return Optional.empty();
        }
        List<TfEdge> inputs = node.dataInputs();
        return switch (node.op()) {
            case "RestoreV2", "RestoreSlice" ->
                    inputs.size() < 3
                            ? Optional.empty()
                            : restored(
                                    texts(scope, inputs.get(1)),
                                    texts(scope, inputs.get(2)),
                                    source.index());
            case "Restore" ->
                    inputs.size() < 2
                            ? Optional.empty()
                            : restored(texts(scope, inputs.get(1)), List.of(), source.index());
            default -> Optional.empty();
        };
    }

    private static Optional<Restored> restored(List<String> keys, List<String> slices, int index) {
        return index >= keys.size()
                ? Optional.empty()
                : Optional.of(
                        new Restored(
                                keys.get(index), index < slices.size() ? slices.get(index) : ""));
    }

    private static List<String> texts(Scope scope, TfEdge edge) {
        TfNode node = scope.node(source(scope, edge)).orElse(null);
        if (node == null
                || !(node.attributes().get("value") instanceof TfAttribute.Tensor(TfTensor tensor))
                || !(tensor.contents() instanceof TfTensor.Texts)) {
            return List.of();
        }
        return tensor.strings().stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .toList();
    }

    /// Where an edge really comes from: what only hands on or reshapes is gone past.
    private static TfEdge source(Scope scope, TfEdge edge) {
        TfEdge source = edge;
        for (int i = 0; i <= scope.size(); i++) {
            TfNode node = scope.node(source).orElse(null);
            if (node == null) {
                return source;
            }
            List<TfEdge> inputs = node.dataInputs();
            boolean handsOn =
                    switch (node.op()) {
                        case "Identity", "Reshape", "DisableCopyOnRead" -> !inputs.isEmpty();
                        default -> false;
                    };
            if (!handsOn) {
                return source;
            }
            source = inputs.getFirst();
        }
        return source;
    }
}
