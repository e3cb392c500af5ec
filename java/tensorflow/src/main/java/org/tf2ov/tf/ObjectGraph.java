package org.tf2ov.tf;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The Python objects that a SavedModel of TensorFlow 2 was made from. It is what says which
/// variable each captured input of a function is.
///
/// @param nodes the first is the root
/// @param captures for each function of the graph's library that stands for a Python function, the
///   objects that it captured: its last inputs, in order
///
///   Source: `tensorflow/core/protobuf/saved_object_graph.proto`.
record ObjectGraph(List<Node> nodes, Map<String, List<Integer>> captures) {
    /// One object.
    ///
    /// @param children other objects, by the name that this one has for them
    /// @param variable the name of the variable that this is, or empty
    record Node(Map<String, Integer> children, Kind kind, String variable) {
        Node {
            children = Collections.unmodifiableMap(new TreeMap<>(children));
        }
    }

    /// What an object is.
    enum Kind {
        NOTHING,
        USER_OBJECT,
        ASSET,
        FUNCTION,
        VARIABLE,
        BARE_FUNCTION,
        CONSTANT,
        RESOURCE,
        CAPTURED_TENSOR
    }

    ObjectGraph {
        nodes = List.copyOf(nodes);
        captures = Collections.unmodifiableMap(new TreeMap<>(captures));
    }
}
