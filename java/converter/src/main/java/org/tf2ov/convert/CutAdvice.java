package org.tf2ov.convert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.pass.CutModel;

/// Finds where a model can be cut so that nodes which cannot be translated are left out.
final class CutAdvice {
    private final CutModel model;
    private final TfGraph graph;
    private final Map<String, List<Value>> translated;
    private final Set<String> failed;

    /// @param translated the outputs of all nodes that could be translated
    /// @param failed the nodes that could not, and were not merely behind one
    CutAdvice(CutModel model, Map<String, List<Value>> translated, Set<String> failed) {
        this.model = model;
        this.graph = model.graph();
        this.translated = translated;
        this.failed = failed;
    }

    /// The translated tensors that feed a node, without constants and inputs of the model.
    List<String> before(TfNode node) {
        return node.dataInputs().stream().filter(this::isComputed).map(CutAdvice::name).toList();
    }

    private boolean isComputed(TfEdge edge) {
        List<Value> values = translated.get(edge.node());
        return values != null
                && edge.index() < values.size()
                && !(values.get(edge.index()).op() instanceof Constant)
                && !(values.get(edge.index()).op() instanceof Parameter);
    }

    private static String name(TfEdge edge) {
        return edge.index() == 0 ? edge.node() : edge.toString();
    }

    /// The outputs of each failed node that others take, as inputs of a cut model.
    Map<String, List<String>> behind() {
        Map<String, Set<Integer>> taken = new LinkedHashMap<>();
        for (TfNode node : graph.nodes()) {
            for (TfEdge edge : node.inputs()) {
                if (!edge.control() && failed.contains(edge.node())) {
                    taken.computeIfAbsent(edge.node(), any -> new TreeSet<>()).add(edge.index());
                }
            }
        }
        Map<String, List<String>> inputs = new TreeMap<>();
        taken.forEach((node, indices) ->
                inputs.put(
                        node,
                        indices.stream().map(index -> node + ":" + index + "[...]").toList()));
        return inputs;
    }

    /// All that is needed of what was translated, as outputs.
    List<String> outputs() {
        Set<String> outputs = new LinkedHashSet<>();
        for (CutModel.Output output : model.outputs()) {
            if (isComputed(TfEdge.of(output.node(), Math.max(0, output.index())))) {
                outputs.add(name(TfEdge.of(output.node(), Math.max(0, output.index()))));
            }
        }
        for (TfNode node : graph.nodes()) {
            if (!translated.containsKey(node.name())) {
                outputs.addAll(before(node));
            }
        }
        return List.copyOf(outputs);
    }

    /// Inputs that replace the failed nodes, with those of the model that are still needed then.
    List<String> inputs() {
        Map<String, List<String>> behind = behind();
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        for (CutModel.Output output : model.outputs()) {
            if (!failed.contains(output.node()) && seen.add(output.node())) {
                next.push(output.node());
            }
        }
        Set<String> replaced = new LinkedHashSet<>();
        while (!next.isEmpty()) {
            TfNode node = graph.node(next.pop()).orElseThrow();
            for (TfEdge edge : node.dataInputs()) {
                if (failed.contains(edge.node())) {
                    replaced.add(edge.node());
                } else if (seen.add(edge.node())) {
                    next.push(edge.node());
                }
            }
        }
        if (replaced.isEmpty()) {
            return List.of();
        }
        List<String> inputs = new ArrayList<>();
        for (CutModel.Input input : model.inputs()) {
            if (seen.contains(input.node())) {
                // A placeholder that a cut has made is known by the name of its place.
                inputs.add(input.names().isEmpty() ? input.node() : input.names().getFirst());
            }
        }
        replaced.forEach(node -> inputs.addAll(behind.get(node)));
        return inputs;
    }
}
