package org.tf2ov.tf;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A model as its files have it: before functions are inlined and variables replaced.
///
/// @param path where it was found
/// @param graph its graph with its function library; may hold variables, and training beside
///   inference
/// @param variables the values of the variables
/// @param variableKeys for variables whose key in `variables` is not their own name: the key by the
///   shared name of the variable
/// @param tags of the MetaGraph
/// @param signatures by name
/// @param chosen the name of the signature to convert; nothing if the model has none
/// @param collections the names in each collection of a MetaGraph
/// @param remarks what the user should know about how it was read, each a sentence
public record TfModel(
        Path path,
        Format format,
        TfGraph graph,
        Variables variables,
        Map<String, String> variableKeys,
        Set<String> tags,
        Map<String, Signature> signatures,
        Optional<String> chosen,
        Map<String, List<String>> collections,
        List<String> remarks) {
    public TfModel {
        variableKeys = Map.copyOf(variableKeys);
        tags = Set.copyOf(tags);
        signatures = Collections.unmodifiableMap(new LinkedHashMap<>(signatures));
        collections = Collections.unmodifiableMap(new LinkedHashMap<>(collections));
        remarks = List.copyOf(remarks);
    }

    /// A graph that has all in it.
    public static TfModel frozen(Path path, TfGraph graph) {
        return new TfModel(
                path,
                Format.FROZEN_GRAPH,
                graph,
                Variables.NONE,
                Map.of(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    /// The signature to convert.
    public Optional<Signature> signature() {
        return chosen.map(signatures::get);
    }

    /// The same graph with values for its variables.
    TfModel withVariables(Format other, Variables values, Map<String, String> keys) {
        return new TfModel(
                path, other, graph, values, keys, tags, signatures, chosen, collections, remarks);
    }

    TfModel withRemarks(List<String> others) {
        return new TfModel(
                path,
                format,
                graph,
                variables,
                variableKeys,
                tags,
                signatures,
                chosen,
                collections,
                others);
    }

    public TfModel withGraph(TfGraph other) {
        return new TfModel(
                path,
                format,
                other,
                variables,
                variableKeys,
                tags,
                signatures,
                chosen,
                collections,
                remarks);
    }
}
