package org.tf2ov.tf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// Learns from the objects of a SavedModel of TensorFlow 2 where each variable has its value.
///
/// A function's last inputs are what it captured, and the model says which objects these are; the
/// checkpoint has a graph of objects of its own, in which the same names lead to the same variable
/// and to its key. This is how TensorFlow's own loader finds values.
///
/// Source: `tensorflow/core/protobuf/saved_object_graph.proto`, `trackable_object_graph.proto`.
final class CapturedVariables {
    private static final String VALUE = "VARIABLE_VALUE";

    private final TfGraph graph;
    private final ObjectGraph objects;

    private CapturedVariables(TfGraph graph, ObjectGraph objects) {
        this.graph = graph;
        this.objects = objects;
    }

    /// The key of each variable that the model's objects lead to.
    ///
    /// @param checkpoint the serialized `TrackableObjectGraph`
    /// @param place of the checkpoint, for messages
    /// @return keys by the name of the node of the variable
    static Map<String, String> of(
            TfGraph graph, ObjectGraph objects, byte[] checkpoint, String place) {
        CapturedVariables variables = new CapturedVariables(graph, objects);
        return variables.keys(variables.keysOfObjects(read(checkpoint, place)));
    }

    // The checkpoint

    /// A `TrackableObject`.
    ///
    /// @param key of its value, or empty
    private record Tracked(Map<String, Integer> children, String key) {}

    private static List<Tracked> read(byte[] message, String place) {
        List<Tracked> all = new ArrayList<>();
        WireReader in = WireReader.of(message);
        try {
            while (in.next()) {
                if (in.tag() == (1 << 3 | WireReader.BYTES)) {
                    all.add(tracked(in));
                } else {
                    in.skip();
                }
            }
        } catch (WireException e) {
            throw new MalformedInputException(
                    place, "the graph of objects in the checkpoint is damaged: " + e.getMessage());
        }
        return all;
    }

    private static Tracked tracked(WireReader in) {
        Map<String, Integer> children = new HashMap<>();
        String key = "";
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.BYTES -> MetaGraphDecoder.child(in, children);
                case 2 << 3 | WireReader.BYTES -> key = value(in).orElse(key);
                default -> in.skip();
            }
        }
        in.leave(outer);
        return new Tracked(children, key);
    }

    /// The key in a `SerializedTensor`, if that is the value of a variable.
    private static Optional<String> value(WireReader in) {
        String name = "";
        String key = "";
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | WireReader.BYTES -> name = in.text();
                case 3 << 3 | WireReader.BYTES -> key = in.text();
                default -> in.skip();
            }
        }
        in.leave(outer);
        return name.equals(VALUE) ? Optional.of(key) : Optional.empty();
    }

    /// Walks through the objects of the model and of the checkpoint side by side, along names.
    ///
    /// @return keys by the number of the model's object
    private Map<Integer, String> keysOfObjects(List<Tracked> checkpoint) {
        Map<Integer, String> keys = new HashMap<>();
        Map<Integer, Integer> met = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        if (!objects.nodes().isEmpty() && !checkpoint.isEmpty()) {
            open.add(0);
            met.put(0, 0);
        }
        while (!open.isEmpty()) {
            int object = open.pop();
            Tracked tracked = checkpoint.get(met.get(object));
            if (!tracked.key().isEmpty()) {
                keys.put(object, tracked.key());
            }
            objects.nodes()
                    .get(object)
                    .children()
                    .forEach((name, child) -> {
                        Integer other = tracked.children().get(name);
                        if (other != null
                                && isWithin(child, objects.nodes())
                                && isWithin(other, checkpoint)
                                && met.putIfAbsent(child, other) == null) {
                            open.push(child);
                        }
                    });
        }
        return keys;
    }

    private static boolean isWithin(int index, List<?> list) {
        return index >= 0 && index < list.size();
    }

    // The graph

    private Map<String, String> keys(Map<Integer, String> keysOfObjects) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (TfNode node : graph.nodes()) {
            if (node.attributes().get("f") instanceof TfAttribute.Function called
                    && objects.captures().containsKey(called.name())) {
                List<Integer> captures = objects.captures().get(called.name());
                List<TfEdge> inputs = node.dataInputs();
                int first = inputs.size() - captures.size();
                for (int i = Math.max(0, -first); i < captures.size(); i++) {
                    String key = keysOfObjects.get(captures.get(i));
                    TfNode variable = graph.node(inputs.get(first + i).node()).orElse(null);
                    if (key != null && variable != null && RestoredVariables.isVariable(variable)) {
                        keys.put(variable.name(), key);
                    }
                }
            }
        }
        byName(keysOfObjects)
                .forEach((name, key) -> {
                    if (graph.node(name).filter(RestoredVariables::isVariable).isPresent()) {
                        keys.putIfAbsent(name, key);
                    }
                });
        return keys;
    }

    /// Variables that no function captures are found by their names, where these are unique.
    private Map<String, String> byName(Map<Integer, String> keysOfObjects) {
        Map<String, String> keys = new HashMap<>();
        Map<String, Integer> count = new HashMap<>();
        keysOfObjects.forEach((object, key) -> {
            ObjectGraph.Node node = objects.nodes().get(object);
            if (!node.variable().isEmpty()) {
                keys.put(node.variable(), key);
                count.merge(node.variable(), 1, Integer::sum);
            }
        });
        keys.keySet().removeIf(name -> count.get(name) > 1);
        return keys;
    }
}
