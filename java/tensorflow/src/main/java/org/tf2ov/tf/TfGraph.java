package org.tf2ov.tf;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A TensorFlow graph as its file has it. Nodes name each other; the graph may be cyclic.
///
/// A graph never changes, and may be used by many threads.
public final class TfGraph {
    /// Which TensorFlow wrote a graph, and which may read it.
    ///
    /// @param producer the version of the graph format, not of TensorFlow
    /// @param minConsumer the oldest version that may read it
    public record Versions(int producer, int minConsumer, List<Integer> badConsumers) {
        public static final Versions UNKNOWN = new Versions(0, 0, List.of());

        public Versions {
            badConsumers = List.copyOf(badConsumers);
        }
    }

    private final List<TfNode> nodes;
    private final Map<String, TfFunction> functions;
    private final Versions versions;
    private final Map<String, TfNode> byName;

    /// @param nodes in the order of the file; names are expected to be unique
    /// @param functions the library
    public TfGraph(List<TfNode> nodes, List<TfFunction> functions, Versions versions) {
        this.nodes = List.copyOf(nodes);
        this.versions = versions;
        Map<String, TfFunction> library = LinkedHashMap.newLinkedHashMap(functions.size());
        functions.forEach(function -> library.putIfAbsent(function.name(), function));
        this.functions = Collections.unmodifiableMap(library);
        this.byName = HashMap.newHashMap(nodes.size());
        nodes.forEach(node -> byName.putIfAbsent(node.name(), node));
    }

    public TfGraph(List<TfNode> nodes) {
        this(nodes, List.of(), Versions.UNKNOWN);
    }

    /// The same library and versions around other nodes.
    public TfGraph withNodes(List<TfNode> others) {
        return new TfGraph(others, List.copyOf(functions.values()), versions);
    }

    /// The nodes in the order of the file.
    public List<TfNode> nodes() {
        return nodes;
    }

    public Optional<TfNode> node(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The function library, by name, in the order of the file.
    public Map<String, TfFunction> functions() {
        return functions;
    }

    public Versions versions() {
        return versions;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TfGraph graph
                && nodes.equals(graph.nodes)
                && functions.equals(graph.functions)
                && versions.equals(graph.versions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(nodes, functions, versions);
    }

    /// One line a node: `y = Add(x, ^init) {T=float}`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (TfNode node : nodes) {
            text.append(node.name()).append(" = ").append(node.op()).append(node.inputs());
            if (!node.attributes().isEmpty()) {
                text.append(' ').append(node.attributes());
            }
            text.append('\n');
        }
        return text.toString();
    }
}
