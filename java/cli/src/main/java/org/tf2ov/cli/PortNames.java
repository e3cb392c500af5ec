package org.tf2ov.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tf2ov.convert.Conversion;
import org.tf2ov.graph.Value;
import org.tf2ov.tf.TfGraph;

/// What people call the inputs and outputs of a converted model.
///
/// A tensor often has several names, because operations that change nothing are left out: a
/// soft-max and the `Identity` behind it are one. People know the ends of the TensorFlow graph: an
/// input by the name of its first node, an output by that of its last.
record PortNames(List<String> inputs, List<String> outputs) {
    PortNames {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static PortNames of(Conversion conversion) {
        Map<String, Integer> order = order(conversion.source());
        return new PortNames(
                conversion.graph().parameters().stream()
                        .map(value -> name(conversion, value, order, true))
                        .toList(),
                conversion.graph().results().stream()
                        .map(value -> name(conversion, value, order, false))
                        .toList());
    }

    private static Map<String, Integer> order(TfGraph graph) {
        Map<String, Integer> order = HashMap.newHashMap(graph.nodes().size());
        IntStream.range(0, graph.nodes().size())
                .forEach(index -> order.put(graph.nodes().get(index).name(), index));
        return order;
    }

    private static String name(
            Conversion conversion, Value value, Map<String, Integer> order, boolean first) {
        Set<String> names = conversion.graph().namesOf(value);
        String best = null;
        for (String name : names) {
            Integer place = order.get(name);
            if (place != null && (best == null || place < order.get(best) == first)) {
                best = name;
            }
        }
        // The second and later outputs of a node are known as "node:1" only.
        return best != null ? best : names.stream().findFirst().orElseGet(value::toString);
    }
}
