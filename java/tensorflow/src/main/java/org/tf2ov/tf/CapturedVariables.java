package org.tf2ov.tf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Learns from the objects of a SavedModel of TensorFlow 2 where each variable has its value.
///
/// A function's last inputs are what it captured, and the model says which objects these are. The
/// checkpoint has a graph of objects of its own, in which the same names lead to the same variable
/// and to its key. This is how TensorFlow's own loader finds values.
final class CapturedVariables {
    private final TfGraph graph;
    private final ObjectGraph objects;

    private CapturedVariables(TfGraph graph, ObjectGraph objects) {
        this.graph = graph;
        this.objects = objects;
    }

    /// The key of each variable that a function captures, by the name of the variable's node.
    static Map<String, String> of(TfGraph graph, ObjectGraph objects, TrackedObjects checkpoint) {
        CapturedVariables variables = new CapturedVariables(graph, objects);
        return variables.keys(variables.keysOfObjects(checkpoint.nodes()));
    }

    /// Walks through the objects of the model and of the checkpoint side by side, along names.
    ///
    /// @return keys by the number of the model's object
    private Map<Integer, String> keysOfObjects(List<TrackedObjects.Node> checkpoint) {
        Map<Integer, String> keys = new HashMap<>();
        Map<Integer, Integer> met = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        if (!objects.nodes().isEmpty() && !checkpoint.isEmpty()) {
            open.add(0);
            met.put(0, 0);
        }
        while (!open.isEmpty()) {
            int object = open.pop();
            TrackedObjects.Node tracked = checkpoint.get(met.get(object));
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
                    if (key != null) {
                        graph.node(inputs.get(first + i).node())
                                .filter(RestoredVariables::isVariable)
                                .ifPresent(variable -> keys.put(variable.name(), key));
                    }
                }
            }
        }
        return keys;
    }
}
