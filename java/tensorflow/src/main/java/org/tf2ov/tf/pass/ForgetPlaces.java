package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Takes from a frozen graph what it says of the process that it came from: devices, which nodes
/// were to run at the same place (`_class`, which may name variables that are gone), and shapes
/// that were inferred before it was frozen (`_output_shapes`). TensorFlow would insist on them.
public final class ForgetPlaces {
    private static final List<String> FORGOTTEN = List.of("_class", "_output_shapes");

    private ForgetPlaces() {}

    /// The same graph without them.
    public static TfGraph in(TfGraph graph) {
        List<TfFunction> functions = new ArrayList<>();
        for (TfFunction function : graph.functions().values()) {
            functions.add(
                    new TfFunction(
                            function.name(),
                            function.inputs(),
                            function.outputs(),
                            function.controlOutputs(),
                            in(function.nodes()),
                            function.returns(),
                            function.controlReturns(),
                            without(function.attributes()),
                            function.argumentAttributes(),
                            function.parameters(),
                            function.stateful()));
        }
        return new TfGraph(in(graph.nodes()), functions, graph.versions());
    }

    private static List<TfNode> in(List<TfNode> nodes) {
        return nodes.stream()
                .map(node ->
                        new TfNode(
                                node.name(),
                                node.op(),
                                node.inputs(),
                                without(node.attributes()),
                                ""))
                .toList();
    }

    private static Map<String, TfAttribute> without(Map<String, TfAttribute> attributes) {
        if (FORGOTTEN.stream().noneMatch(attributes::containsKey)) {
            return attributes;
        }
        Map<String, TfAttribute> others = new TreeMap<>(attributes);
        FORGOTTEN.forEach(others::remove);
        return others;
    }
}
