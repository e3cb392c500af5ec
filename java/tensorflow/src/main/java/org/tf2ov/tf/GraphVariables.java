package org.tf2ov.tf;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The values of a graph's variables, and which value is whose.
///
/// @param keys where the key of a variable is not its own name: the key by the variable's shared
///   name
record GraphVariables(Variables values, Map<String, String> keys) {
    /// The name by which a variable is known while a graph runs.
    static String sharedName(TfNode variable) {
        String shared = variable.text("shared_name", "");
        return shared.isEmpty() ? variable.name() : shared;
    }

    /// Opens the checkpoint of a graph and finds out what belongs to which variable.
    ///
    /// @param checkpoint the checkpoint that the user named
    /// @param prefix where it is if the user named none
    static GraphVariables of(
            TfGraph graph,
            Optional<MetaGraph.Saver> saver,
            Optional<ObjectGraph> objects,
            Optional<Path> checkpoint,
            Path prefix) {
        Variables values = Variables.NONE;
        Map<String, RestoredVariables.Restored> restored =
                RestoredVariables.of(graph, saver.map(MetaGraph.Saver::restore));
        Map<String, String> keys = new LinkedHashMap<>();
        restored.forEach((node, from) -> {
            String name = graph.node(node).map(GraphVariables::sharedName).orElse(node);
            if (!from.key().equals(name)) {
                keys.putIfAbsent(name, from.key());
            }
        });
        return new GraphVariables(values, keys);
    }
}
