package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

/// Makes inputs of what a graph reads from files or queues by itself.
///
///     next = IteratorGetNext(iterator) {output_types, output_shapes}
///     y = Conv2D(next:1, w)                  y = Conv2D(next/placeholder_out_port_1, w)
///
/// The names are those of the Model Optimizer, which did the same with iterators and queues. A node
/// whose outputs the user names as inputs stays.
final class InputsOfPipelines implements FreezeStep {
    @Override
    public TfGraph apply(TfGraph graph, Task task) {
        return graph.nodes().stream().anyMatch(InputsOfPipelines::concerns)
                ? new Work(graph, task).run()
                : graph;
    }

    private static boolean concerns(TfNode node) {
        return isNext(node) || isDequeue(node) || isParser(node);
    }

    private static boolean isNext(TfNode node) {
        return node.op().equals("IteratorGetNext") || node.op().equals("IteratorGetNextSync");
    }

    private static boolean isDequeue(TfNode node) {
        return switch (node.op()) {
            case "QueueDequeue",
                    "QueueDequeueV2",
                    "QueueDequeueMany",
                    "QueueDequeueManyV2",
                    "QueueDequeueUpTo",
                    "QueueDequeueUpToV2" ->
                    true;
            default -> false;
        };
    }

    private static boolean isParser(TfNode node) {
        return node.op().startsWith("ParseExample")
                || node.op().startsWith("ParseSingleExample")
                || node.op().startsWith("ParseSequenceExample");
    }

    private static final class Work {
        private final TfGraph graph;
        private final Task task;
        private final Set<String> taken = new HashSet<>();
        private final Map<TfEdge, TfNode> inputs = new HashMap<>();

        /// The names of the new inputs, by the node in whose place they are.
        private final Map<String, Set<String>> names = new TreeMap<>();

        private Optional<KnownValues> known = Optional.empty();

        private Work(TfGraph graph, Task task) {
            this.graph = graph;
            this.task = task;
            graph.nodes().forEach(node -> taken.add(node.name()));
        }

        private TfGraph run() {
            Set<String> needed = Ends.needed(graph, task);
            Set<String> named = Ends.inputs(graph, task);
            Set<String> ends = Ends.of(graph, task);
            Set<String> replaced = new HashSet<>();
            for (TfNode node : graph.nodes()) {
                if (!needed.contains(node.name()) || named.contains(node.name())) {
                    continue;
                }
                if (isParser(node)) {
                    task.findings()
                            .remark(
                                    "'"
                                            + node.name()
                                            + "' takes serialized examples apart: name those of its"
                                            + " outputs that are needed as inputs by --input, for"
                                            + " example "
                                            + node.name()
                                            + ":0.");
                } else if (concerns(node)) {
                    replaced.add(node.name());
                }
            }
            if (replaced.isEmpty()) {
                return graph;
            }
            List<TfNode> nodes = new ArrayList<>();
            for (TfNode node : graph.nodes()) {
                List<TfEdge> edges = new ArrayList<>(node.inputs().size());
                for (TfEdge edge : node.inputs()) {
                    if (!replaced.contains(edge.node())) {
                        edges.add(edge);
                    } else if (!edge.control()) {
                        edges.add(TfEdge.of(input(edge, nodes).name(), 0));
                    }
                }
                if (!replaced.contains(node.name()) || ends.contains(node.name())) {
                    nodes.add(edges.equals(node.inputs()) ? node : node.withInputs(edges));
                }
            }
            tell();
            return graph.withNodes(nodes);
        }

        /// The placeholder for an output; a new one is added to the nodes.
        private TfNode input(TfEdge output, List<TfNode> nodes) {
            TfNode known = inputs.get(output);
            if (known != null) {
                return known;
            }
            TfNode source = graph.node(output.node()).orElseThrow();
            String name = source.name() + "/placeholder_out_port_" + output.index();
            while (!taken.add(name)) {
                name += "_1";
            }
            List<DataType> types =
                    source.types(isNext(source) ? "output_types" : "component_types", List.of());
            Map<String, TfAttribute> attributes = new HashMap<>();
            attributes.put("shape", new TfAttribute.Shape(shape(source, output.index())));
            if (output.index() < types.size()) {
                attributes.put("dtype", new TfAttribute.Type(types.get(output.index())));
            }
            TfNode input = new TfNode(name, "Placeholder", List.of(), attributes);
            inputs.put(output, input);
            names.computeIfAbsent(source.name(), _ -> new TreeSet<>()).add("'" + name + "'");
            nodes.add(input);
            return input;
        }

        private PartialShape shape(TfNode source, int index) {
            if (isNext(source)) {
                return at(source.shapes("output_shapes", List.of()), index);
            }
            List<TfEdge> data = source.dataInputs();
            PartialShape one =
                    data.isEmpty()
                            ? PartialShape.DYNAMIC
                            : graph.node(data.getFirst().node())
                                    .map(queue -> at(queue.shapes("shapes", List.of()), index))
                                    .orElse(PartialShape.DYNAMIC);
            if (source.op().startsWith("QueueDequeueMany") && data.size() > 1) {
                known = known.or(() -> Optional.of(new KnownValues(graph.nodes(), task)));
                OptionalDouble count = known.get().number(data.get(1));
                return batch(
                        count.isPresent() && count.getAsDouble() >= 0
                                ? Dimension.of((long) count.getAsDouble())
                                : Dimension.ANY,
                        one);
            }
            return source.op().startsWith("QueueDequeueUpTo") ? batch(Dimension.ANY, one) : one;
        }

        private static PartialShape at(List<PartialShape> shapes, int index) {
            return index < shapes.size() ? shapes.get(index) : PartialShape.DYNAMIC;
        }

        private static PartialShape batch(Dimension size, PartialShape one) {
            if (!one.hasRank()) {
                return one;
            }
            List<Dimension> all = new ArrayList<>(List.of(size));
            all.addAll(one.dimensions());
            return PartialShape.of(all);
        }

        private void tell() {
            names.forEach((node, all) ->
                    task.findings()
                            .remark(
                                    "'"
                                            + node
                                            + "' reads from "
                                            + (isDequeue(graph.node(node).orElseThrow())
                                                    ? "a queue"
                                                    : "a data set")
                                            + "; in its place the model has "
                                            + (all.size() == 1 ? "the input " : "the inputs ")
                                            + String.join(", ", all)
                                            + "."));
        }
    }
}
