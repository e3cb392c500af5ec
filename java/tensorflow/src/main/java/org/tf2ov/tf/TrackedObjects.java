package org.tf2ov.tf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// The objects that a checkpoint of TensorFlow 2 was made from.
///
/// @param nodes the first is the root
///
///   Source: `tensorflow/core/protobuf/trackable_object_graph.proto`.
record TrackedObjects(List<Node> nodes) {
    static final TrackedObjects NONE = new TrackedObjects(List.of());

    private static final String VALUE = "VARIABLE_VALUE";

    /// One object.
    ///
    /// @param children other objects, by the name that this one has for them
    /// @param variable the name of the variable that it is, or empty
    /// @param key of its value in the checkpoint, or empty
    record Node(Map<String, Integer> children, String variable, String key) {
        Node {
            children = Map.copyOf(children);
        }
    }

    TrackedObjects {
        nodes = List.copyOf(nodes);
    }

    /// Reads a serialized `TrackableObjectGraph`.
    ///
    /// @param place of the checkpoint, for messages
    static TrackedObjects read(byte[] message, String place) {
        List<Node> nodes = new ArrayList<>();
        WireReader in = WireReader.of(message);
        try {
            while (in.next()) {
                if (in.tag() == (1 << 3 | WireReader.BYTES)) {
                    nodes.add(node(in));
                } else {
                    in.skip();
                }
            }
        } catch (WireException e) {
            throw new MalformedInputException(
                    place, "the graph of objects in the checkpoint is damaged: " + e.getMessage());
        }
        return new TrackedObjects(nodes);
    }

    private static Node node(WireReader in) {
        Map<String, Integer> children = new HashMap<>();
        Node value = new Node(Map.of(), "", "");
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.BYTES -> MetaGraphDecoder.child(in, children);
                case 2 << 3 | WireReader.BYTES -> value = value(in).orElse(value);
                default -> in.skip();
            }
        }
        in.leave(outer);
        return new Node(children, value.variable(), value.key());
    }

    /// A `SerializedTensor`, if it is the value of a variable.
    private static Optional<Node> value(WireReader in) {
        String name = "";
        String variable = "";
        String key = "";
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.BYTES -> name = in.text();
                case 2 << 3 | WireReader.BYTES -> variable = in.text();
                case 3 << 3 | WireReader.BYTES -> key = in.text();
                default -> in.skip();
            }
        }
        in.leave(outer);
        return name.equals(VALUE)
                ? Optional.of(new Node(Map.of(), variable, key))
                : Optional.empty();
    }

    /// The keys of variables by their names, where names are unique.
    Map<String, String> keysByName() {
        Map<String, String> keys = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (Node node : nodes) {
            if (!node.key().isEmpty() && !node.variable().isEmpty()) {
                String before = keys.put(node.variable(), node.key());
                if (before != null && !before.equals(node.key())) {
                    twice.add(node.variable());
                }
            }
        }
        keys.keySet().removeAll(twice);
        return keys;
    }
}
