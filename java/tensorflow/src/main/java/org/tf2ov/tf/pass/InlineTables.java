package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Gives look-ups what fills their table as inputs.
///
///     LookupTableFind(table, keys, default)   with   InitializeTable(table, known, values)
///     LookupTableFind(known, keys, default, values)
///
/// and `LookupTableSize(table)` becomes `LookupTableSize(known)`. A table that is filled from a file,
/// more than once, or not at all, stays what it was.
public final class InlineTables {
    private static final Set<String> FILLING =
            Set.of(
                    "InitializeTable",
                    "InitializeTableV2",
                    "LookupTableImport",
                    "LookupTableImportV2",
                    "LookupTableInsert",
                    "LookupTableInsertV2");

    private InlineTables() {}

    /// The same graph for a translator. It is not TensorFlow's any more: no look-up there has such
    /// inputs.
    public static TfGraph in(TfGraph graph) {
        Map<String, List<TfNode>> fillings = new HashMap<>();
        for (TfNode node : graph.nodes()) {
            if (node.op().startsWith("InitializeTable")
                    || node.op().startsWith("LookupTableImport")
                    || node.op().startsWith("LookupTableInsert")) {
                table(graph, node)
                        .ifPresent(table ->
                                fillings.computeIfAbsent(table.name(), _ -> new ArrayList<>())
                                        .add(node));
            }
        }
        if (fillings.isEmpty()) {
            return graph;
        }
        return graph.withNodes(
                graph.nodes().stream()
                        .map(node ->
                                table(graph, node)
                                        .map(table ->
                                                fillings.getOrDefault(table.name(), List.of()))
                                        .filter(all ->
                                                all.size() == 1
                                                        && FILLING.contains(all.getFirst().op())
                                                        && all.getFirst().dataInputs().size() == 3)
                                        .map(all -> filled(node, all.getFirst().dataInputs()))
                                        .orElse(node))
                        .toList());
    }

    /// A node that asks a table, given what fills it.
    private static TfNode filled(TfNode node, List<TfEdge> filling) {
        List<TfEdge> inputs = node.dataInputs();
        return switch (node.op()) {
            case "LookupTableFind", "LookupTableFindV2" ->
                    inputs.size() == 3
                            ? node.withInputs(
                                    List.of(
                                            filling.get(1),
                                            inputs.get(1),
                                            inputs.get(2),
                                            filling.get(2)))
                            : node;
            case "LookupTableSize", "LookupTableSizeV2" -> node.withInputs(List.of(filling.get(1)));
            default -> node;
        };
    }

    /// The table that a node's first input is, past identities.
    private static Optional<TfNode> table(TfGraph graph, TfNode node) {
        Set<String> passed = new HashSet<>();
        Optional<TfNode> source = first(graph, node);
        while (source.isPresent()
                && source.get().op().equals("Identity")
                && passed.add(source.get().name())) {
            source = first(graph, source.get());
        }
        return source.filter(found -> found.op().contains("HashTable"));
    }

    private static Optional<TfNode> first(TfGraph graph, TfNode node) {
        List<TfEdge> inputs = node.dataInputs();
        return inputs.isEmpty() ? Optional.empty() : graph.node(inputs.getFirst().node());
    }
}
