package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Calls the only branch that is ever taken.
///
///     y = If(false, x) {then_branch=train, else_branch=infer}
///     y = PartitionedCall(x) {f=infer}
final class ChooseBranches {
    private ChooseBranches() {}

    /// The graph with calls instead of branches, or nothing if there is nothing to choose.
    static Optional<TfGraph> in(TfGraph graph, FreezeStep.Task task) {
        Optional<List<TfNode>> nodes = chosen(graph.nodes(), task);
        boolean changed = nodes.isPresent();
        List<TfFunction> library = new ArrayList<>();
        for (TfFunction function : graph.functions().values()) {
            Optional<List<TfNode>> body = chosen(function.nodes(), task);
            changed |= body.isPresent();
            library.add(body.map(function::withNodes).orElse(function));
        }
        return changed
                ? Optional.of(new TfGraph(nodes.orElse(graph.nodes()), library, graph.versions()))
                : Optional.empty();
    }

    private static Optional<List<TfNode>> chosen(List<TfNode> nodes, FreezeStep.Task task) {
        if (nodes.stream().noneMatch(ChooseBranches::chooses)) {
            return Optional.empty();
        }
        KnownValues known = new KnownValues(nodes, task);
        List<TfNode> chosen = new ArrayList<>(nodes.size());
        boolean changed = false;
        for (TfNode node : nodes) {
            Optional<TfAttribute.Function> branch =
                    chooses(node) ? branch(node, known) : Optional.empty();
            changed |= branch.isPresent();
            chosen.add(branch.map(function -> call(node, function)).orElse(node));
        }
        return changed ? Optional.of(chosen) : Optional.empty();
    }

    private static boolean chooses(TfNode node) {
        return switch (node.op()) {
            case "If", "StatelessIf", "Case", "StatelessCase" -> !node.dataInputs().isEmpty();
            default -> false;
        };
    }

    private static Optional<TfAttribute.Function> branch(TfNode node, KnownValues known) {
        TfEdge decision = node.dataInputs().getFirst();
        if (node.op().endsWith("If")) {
            return known.condition(decision)
                    .map(then -> node.attributes().get(then ? "then_branch" : "else_branch"))
                    .flatMap(ChooseBranches::function);
        }
        if (!(node.attributes().get("branches") instanceof TfAttribute.Items items)
                || items.functions().isEmpty()) {
            return Optional.empty();
        }
        int last = items.functions().size() - 1;
        var index = known.number(decision);
        return index.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        items.functions()
                                .get(
                                        index.getAsDouble() < 0 || index.getAsDouble() > last
                                                ? last
                                                : (int) index.getAsDouble()));
    }

    private static Optional<TfAttribute.Function> function(TfAttribute value) {
        return value instanceof TfAttribute.Function function
                ? Optional.of(function)
                : Optional.empty();
    }

    private static TfNode call(TfNode node, TfAttribute.Function function) {
        Map<String, TfAttribute> attributes = new TreeMap<>(node.attributes());
        for (String name :
                List.of("Tcond", "then_branch", "else_branch", "branches", "output_shapes")) {
            attributes.remove(name);
        }
        attributes.put("f", function);
        List<TfEdge> inputs = new ArrayList<>(node.inputs());
        inputs.remove(node.dataInputs().getFirst());
        String op =
                node.op().startsWith("Stateless") ? "PartitionedCall" : "StatefulPartitionedCall";
        return new TfNode(node.name(), op, inputs, attributes, node.device());
    }
}
