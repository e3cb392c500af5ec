package org.tf2ov.tf;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A `MetaGraphDef` as its file has it: a graph, and what there is to know about it.
///
/// @param tags sorted
/// @param writer the version of TensorFlow that wrote it, or empty
/// @param saver how the graph saves and restores its variables, if it does
/// @param collections names, or messages as they are, by the name of the collection
/// @param assets files that the graph reads
/// @param objects the objects of Python that the graph was made from; TensorFlow 2 only
///
///   Source: `tensorflow/core/protobuf/meta_graph.proto`.
record MetaGraph(
        Set<String> tags,
        String writer,
        TfGraph graph,
        Optional<Saver> saver,
        Map<String, Collection> collections,
        Map<String, Signature> signatures,
        List<Asset> assets,
        Optional<ObjectGraph> objects) {
    /// `SaverDef`.
    ///
    /// @param restore the node that restores everything
    record Saver(String filename, String save, String restore) {}

    /// `CollectionDef`.
    ///
    /// @param names of nodes or tensors, or numbers as text
    /// @param messages serialized, for collections of those
    record Collection(List<String> names, List<byte[]> messages) {
        Collection {
            names = List.copyOf(names);
            messages = List.copyOf(messages);
        }
    }

    /// `AssetFileDef`.
    ///
    /// @param tensor what holds the name of the file when the graph runs
    /// @param file its name inside `assets`
    record Asset(String tensor, String file) {}

    MetaGraph {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        collections = Collections.unmodifiableMap(new TreeMap<>(collections));
        signatures = Collections.unmodifiableMap(new TreeMap<>(signatures));
        assets = List.copyOf(assets);
    }

    MetaGraph withGraph(TfGraph other) {
        return new MetaGraph(tags, writer, other, saver, collections, signatures, assets, objects);
    }
}
