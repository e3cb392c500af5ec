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
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Says of each look-up that its table is filled before.
///
///     fill = InitializeTableV2(table, keys, values)
///     y = LookupTableFindV2(table, x, default)            somewhere else
///     y = LookupTableFindV2(table, x, default, ^fill)
///
/// So the frozen graph needs no step before it runs, TensorFlow computes the same with it, and what
/// fills a table can be found from the look-up.
final class FillTables implements FreezeStep {
    @Override
    public TfGraph apply(TfGraph graph, Task task) {
        Map<String, List<TfEdge>> fillings = new HashMap<>();
        for (TfNode node : graph.nodes()) {
            if (fills(node)) {
                table(graph, node)
                        .ifPresent(table ->
                                fillings.computeIfAbsent(table, _ -> new ArrayList<>())
                                        .add(TfEdge.after(node.name())));
            }
        }
        return fillings.isEmpty()
                ? graph
                : graph.withNodes(
                        graph.nodes().stream()
                                .map(node ->
                                        asks(node)
                                                ? table(graph, node)
                                                        .map(fillings::get)
                                                        .map(edges -> after(node, edges))
                                                        .orElse(node)
                                                : node)
                                .toList());
    }

    private static TfNode after(TfNode node, List<TfEdge> fillings) {
        List<TfEdge> inputs = new ArrayList<>(node.inputs());
        fillings.stream().filter(edge -> !inputs.contains(edge)).forEach(inputs::add);
        return node.withInputs(inputs);
    }

    /// Whether a node gives a table what it holds.
    static boolean fills(TfNode node) {
        return node.op().startsWith("InitializeTable")
                || node.op().startsWith("LookupTableImport")
                || node.op().startsWith("LookupTableInsert");
    }

    private static boolean asks(TfNode node) {
        return node.op().startsWith("LookupTableFind")
                || node.op().startsWith("LookupTableSize")
                || node.op().startsWith("LookupTableExport");
    }

    /// Whether an input of a node says that the node's table is filled before.
    static boolean isFilling(TfGraph graph, TfNode node, TfEdge input) {
        return input.control()
                && asks(node)
                && graph.node(input.node()).filter(FillTables::fills).isPresent();
    }

    /// The table that a node's first input is, past identities.
    private static Optional<String> table(TfGraph graph, TfNode node) {
        Set<String> passed = new HashSet<>();
        TfNode source = node;
        do {
            List<TfEdge> inputs = source.dataInputs();
            source = inputs.isEmpty() ? null : graph.node(inputs.getFirst().node()).orElse(null);
        } while (source != null && source.op().equals("Identity") && passed.add(source.name()));
        return Optional.ofNullable(source)
                .filter(found -> found.op().contains("HashTable"))
                .map(TfNode::name);
    }

    /// The nodes that fill a table, by the name of the table's node: such operations, and calls of
    /// functions that hold such operations.
    static Map<String, List<TfNode>> byTable(TfGraph graph) {
        Set<String> filling = functions(graph);
        Map<String, List<TfNode>> byTable = new HashMap<>();
        for (TfNode node : graph.nodes()) {
            boolean calls =
                    filling.contains(node.op())
                            || Calls.named(node).stream()
                                    .anyMatch(function -> filling.contains(function.name()));
            List<TfEdge> inputs = node.dataInputs();
            if (fills(node) && !inputs.isEmpty()) {
                byTable.computeIfAbsent(inputs.getFirst().node(), _ -> new ArrayList<>()).add(node);
            } else if (calls) {
                for (TfEdge edge : inputs) {
                    if (graph.node(edge.node())
                            .filter(from -> from.op().contains("HashTable"))
                            .isPresent()) {
                        byTable.computeIfAbsent(edge.node(), _ -> new ArrayList<>()).add(node);
                    }
                }
            }
        }
        return byTable;
    }

    /// The functions that fill tables, directly or by functions that they call.
    private static Set<String> functions(TfGraph graph) {
        Map<String, List<String>> callers = new HashMap<>();
        Set<String> filling = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (TfFunction function : graph.functions().values()) {
            for (TfNode node : function.nodes()) {
                if (fills(node) && filling.add(function.name())) {
                    open.push(function.name());
                }
                callers.computeIfAbsent(node.op(), _ -> new ArrayList<>()).add(function.name());
                Calls.named(node)
                        .forEach(named ->
                                callers.computeIfAbsent(named.name(), _ -> new ArrayList<>())
                                        .add(function.name()));
            }
        }
        while (!open.isEmpty()) {
            for (String caller : callers.getOrDefault(open.pop(), List.of())) {
                if (filling.add(caller)) {
                    open.push(caller);
                }
            }
        }
        return filling;
    }
}
