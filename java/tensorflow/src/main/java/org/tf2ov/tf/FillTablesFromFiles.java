package org.tf2ov.tf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts what the initializers of lookup tables read from a model's assets into the graph.
///
///     InitializeTableFromTextFileV2(table, "vocabulary.txt")
///     InitializeTableV2(table, Const, Const)
///
/// Files that are not assets are not opened: their initializers stay as they are.
final class FillTablesFromFiles {
    private static final int MOST_STEPS = 1000;

    private final TfGraph graph;
    private final Assets assets;

    /// The nodes of the main graph that call a function, by the function.
    private final Map<String, List<TfNode>> callers = new HashMap<>();

    private FillTablesFromFiles(TfGraph graph, Assets assets) {
        this.graph = graph;
        this.assets = assets;
        for (TfNode node : graph.nodes()) {
            if (node.attributes().get("f") instanceof TfAttribute.Function called) {
                callers.computeIfAbsent(called.name(), _ -> new ArrayList<>()).add(node);
            }
        }
    }

    /// The same graph with its tables filled.
    static TfGraph in(TfGraph graph, Assets assets) {
        return assets.isEmpty() ? graph : new FillTablesFromFiles(graph, assets).filled();
    }

    private TfGraph filled() {
        List<TfFunction> functions = new ArrayList<>();
        for (TfFunction function : graph.functions().values()) {
            List<TfNode> nodes = filled(function.nodes(), Optional.of(function));
            functions.add(nodes.equals(function.nodes()) ? function : function.withNodes(nodes));
        }
        return new TfGraph(filled(graph.nodes(), Optional.empty()), functions, graph.versions());
    }

    private List<TfNode> filled(List<TfNode> nodes, Optional<TfFunction> function) {
        List<TfNode> filled = new ArrayList<>();
        for (TfNode node : nodes) {
            switch (node.op()) {
                case "InitializeTableFromTextFile", "InitializeTableFromTextFileV2" ->
                        filled.addAll(filled(node, function));
                default -> filled.add(node);
            }
        }
        return filled;
    }

    private List<TfNode> filled(TfNode node, Optional<TfFunction> function) {
        List<TfEdge> inputs = node.dataInputs();
        if (inputs.size() != 2) {
            return List.of(node);
        }
        Optional<TfNode> table =
                inMain(inputs.get(0), function).flatMap(edge -> graph.node(edge.node()));
        Optional<Path> file =
                inMain(inputs.get(1), function).map(this::source).flatMap(assets::file);
        if (table.isEmpty() || file.isEmpty()) {
            return List.of(node);
        }
        TableFile lines = TableFile.read(file.get(), node);
        DataType keyType = table.get().type("key_dtype");
        DataType valueType = table.get().type("value_dtype");
        TfNode keys =
                constant(node.name() + "/keys", lines.column(node.integer("key_index"), keyType));
        TfNode values =
                constant(
                        node.name() + "/values",
                        lines.column(node.integer("value_index"), valueType));
        List<TfEdge> edges = new ArrayList<>();
        edges.add(inputs.get(0));
        edges.add(output(keys, function));
        edges.add(output(values, function));
        edges.addAll(node.controlInputs());
        Map<String, TfAttribute> attributes = new TreeMap<>();
        attributes.put("Tkey", new TfAttribute.Type(keyType));
        attributes.put("Tval", new TfAttribute.Type(valueType));
        return List.of(
                keys,
                values,
                new TfNode(
                        node.name(),
                        node.op().endsWith("V2") ? "InitializeTableV2" : "InitializeTable",
                        edges,
                        attributes,
                        node.device()));
    }

    private static TfNode constant(String name, TfTensor tensor) {
        Map<String, TfAttribute> attributes = new TreeMap<>();
        attributes.put("dtype", new TfAttribute.Type(tensor.type()));
        attributes.put("value", new TfAttribute.Tensor(tensor));
        return new TfNode(name, "Const", List.of(), attributes);
    }

    private static TfEdge output(TfNode constant, Optional<TfFunction> function) {
        return function.isEmpty()
                ? TfEdge.of(constant.name(), 0)
                : new TfEdge(constant.name(), "output", 0, false);
    }

    /// The edge of the main graph that carries what an edge in a function carries: initializers get
    /// their table and their file as arguments, and are called once.
    private Optional<TfEdge> inMain(TfEdge edge, Optional<TfFunction> function) {
        if (function.isEmpty()) {
            return Optional.of(edge);
        }
        List<TfNode> calls = callers.getOrDefault(function.get().name(), List.of());
        List<TfFunction.Argument> arguments = function.get().inputs();
        for (int i = 0; i < arguments.size() && calls.size() == 1; i++) {
            List<TfEdge> inputs = calls.getFirst().dataInputs();
            if (arguments.get(i).name().equals(edge.node()) && i < inputs.size()) {
                return Optional.of(inputs.get(i));
            }
        }
        return Optional.empty();
    }

    /// Where a tensor of the main graph comes from, through variables that keep it.
    private TfEdge source(TfEdge edge) {
        TfEdge source = edge;
        for (int i = 0; i < MOST_STEPS; i++) {
            Optional<TfNode> node = graph.node(source.node());
            Optional<TfEdge> before =
                    node.flatMap(known ->
                            switch (known.op()) {
                                case "Identity" -> known.dataInputs().stream().findFirst();
                                case "ReadVariableOp" ->
                                        known.dataInputs().stream()
                                                .findFirst()
                                                .flatMap(this::assigned);
                                default -> Optional.empty();
                            });
            if (before.isEmpty()) {
                return source;
            }
            source = before.get();
        }
        return source;
    }

    private Optional<TfEdge> assigned(TfEdge variable) {
        return graph.nodes().stream()
                .filter(node -> node.op().equals("AssignVariableOp"))
                .map(TfNode::dataInputs)
                .filter(inputs ->
                        inputs.size() == 2 && inputs.getFirst().node().equals(variable.node()))
                .map(inputs -> inputs.get(1))
                .findFirst();
    }
}
