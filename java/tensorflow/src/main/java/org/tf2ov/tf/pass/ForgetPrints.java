package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Hands on what a `Print` hands on, so that nothing is computed for the sake of being printed.
final class ForgetPrints {
    private ForgetPrints() {}

    static TfGraph in(TfGraph graph, FreezeStep.Task task) {
        return graph.nodes().stream().noneMatch(ForgetPrints::prints)
                ? graph
                : graph.withNodes(
                        graph.nodes().stream()
                                .map(node -> prints(node) ? identity(node) : node)
                                .toList());
    }

    private static boolean prints(TfNode node) {
        return node.op().equals("Print") && !node.dataInputs().isEmpty();
    }

    private static TfNode identity(TfNode node) {
        List<TfEdge> inputs = new ArrayList<>(List.of(node.dataInputs().getFirst()));
        inputs.addAll(node.controlInputs());
        Map<String, TfAttribute> type =
                node.has("T") ? Map.of("T", node.attributes().get("T")) : Map.of();
        return new TfNode(node.name(), "Identity", inputs, type, node.device());
    }
}
