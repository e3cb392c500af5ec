package org.tf2ov.tf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.tf.RestoredVariables.Restored;
import org.tf2ov.tf.RestoredVariables.RestoredTable;

/// Puts the contents of lookup tables that a checkpoint keeps, such as the vocabularies that Keras
/// layers have learnt, into the graph.
///
///     LookupTableImportV2(table, RestoreV2[i], RestoreV2[j])     where the checkpoint is restored
///     LookupTableImportV2(table, Const, Const)                   in the main graph
final class FillTablesFromCheckpoint {
    private FillTablesFromCheckpoint() {}

    /// The same graph with its tables filled.
    static TfGraph in(TfGraph graph, Map<String, RestoredTable> tables, Variables checkpoint) {
        if (tables.isEmpty()) {
            return graph;
        }
        Map<String, Set<String>> done = new HashMap<>();
        Map<String, List<TfNode>> fillings = new LinkedHashMap<>();
        tables.forEach((table, from) -> {
            Optional<TfTensor> keys = value(checkpoint, from.keys());
            Optional<TfTensor> values = value(checkpoint, from.values());
            if (keys.isPresent() && values.isPresent()) {
                done.computeIfAbsent(from.function(), _ -> new HashSet<>()).add(from.node());
                fillings.put(table, filling(graph, table, keys.get(), values.get()));
            }
        });
        List<TfNode> nodes =
                new ArrayList<>(without(graph.nodes(), done.getOrDefault("", Set.of())));
        fillings.values().forEach(nodes::addAll);
        List<TfFunction> functions =
                graph.functions().values().stream()
                        .map(function ->
                                done.containsKey(function.name())
                                        ? function.withNodes(
                                                without(
                                                        function.nodes(),
                                                        done.get(function.name())))
                                        : function)
                        .toList();
        return new TfGraph(nodes, functions, graph.versions());
    }

    private static Optional<TfTensor> value(Variables checkpoint, Restored from) {
        return checkpoint.part(from.key(), from.slice());
    }

    /// The nodes, of which some do nothing any more but wait for what came before them.
    private static List<TfNode> without(List<TfNode> nodes, Set<String> names) {
        return nodes.stream()
                .map(node ->
                        names.contains(node.name())
                                ? new TfNode(node.name(), "NoOp", node.controlInputs(), Map.of())
                                : node)
                .toList();
    }

    private static List<TfNode> filling(
            TfGraph graph, String table, TfTensor keys, TfTensor values) {
        String stem = table + "/restored";
        while (graph.node(stem).isPresent()) {
            stem += "_";
        }
        TfNode known = constant(stem + "/keys", keys);
        TfNode meant = constant(stem + "/values", values);
        return List.of(
                known,
                meant,
                new TfNode(
                        stem,
                        "LookupTableImportV2",
                        List.of(
                                TfEdge.of(table, 0),
                                TfEdge.of(known.name(), 0),
                                TfEdge.of(meant.name(), 0)),
                        Map.of(
                                "Tin", new TfAttribute.Type(keys.type()),
                                "Tout", new TfAttribute.Type(values.type()))));
    }

    private static TfNode constant(String name, TfTensor tensor) {
        return new TfNode(
                name,
                "Const",
                List.of(),
                Map.of(
                        "dtype", new TfAttribute.Type(tensor.type()),
                        "value", new TfAttribute.Tensor(tensor)));
    }
}
