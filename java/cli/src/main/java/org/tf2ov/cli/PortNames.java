package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tf2ov.convert.Conversion;
import org.tf2ov.graph.Value;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.pass.CutModel;

/// What people call the inputs and outputs of a converted model.
///
/// A tensor often has several names, because operations that change nothing are left out: a
/// soft-max and the `Identity` behind it are one. People know the ends of the TensorFlow graph: an
/// input by the name of its first node, an output by that of its last. Where the model has a
/// signature, they know its keys.
record PortNames(List<String> inputs, List<String> outputs) {
    PortNames {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static PortNames of(Conversion conversion) {
        Map<String, Integer> order = order(conversion.source().graph());
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < conversion.graph().parameters().size(); i++) {
            List<String> keys = conversion.source().inputs().get(i).names();
            Value value = conversion.graph().parameters().get(i);
            inputs.add(keys.isEmpty() ? name(conversion, value, order, true) : keys.getFirst());
        }
        List<CutModel.Output> ends = conversion.source().outputs();
        // Several results come from an end without an index, and those have no keys.
        boolean oneEach = ends.stream().allMatch(end -> end.index() >= 0);
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < conversion.graph().results().size(); i++) {
            List<String> keys = oneEach ? ends.get(i).names() : List.of();
            Value value = conversion.graph().results().get(i);
            outputs.add(keys.isEmpty() ? name(conversion, value, order, false) : keys.getFirst());
        }
        return new PortNames(inputs, outputs);
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
