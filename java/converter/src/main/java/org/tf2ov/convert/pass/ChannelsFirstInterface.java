package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Pass;

/// Makes inputs and outputs that are channels-last images channels-first, as users of the Model Optimizer expect them.
///
///     x = Parameter[f32[1,224,224,3]]
///     x = Transpose[0, 2, 3, 1](Parameter[f32[1,3,224,224]])
///
/// The names stay with the inputs and outputs. The transposes are moved and cancelled by the layout stage.
public final class ChannelsFirstInterface implements Pass {
    private final Set<Value> channelsLast;

    /// @param channelsLast the inputs and outputs of the graph that hold channels-last images
    public ChannelsFirstInterface(Set<Value> channelsLast) {
        this.channelsLast = channelsLast;
    }

    @Override
    public Graph apply(Graph graph) {
        GraphBuilder g = new GraphBuilder();
        Map<Value, Value> now = new HashMap<>();
        List<Value> parameters = new ArrayList<>();
        for (Value old : graph.parameters()) {
            Value parameter = old;
            if (isImage(old)) {
                int rank = old.shape().rank();
                parameter =
                        g.add(
                                old.node().name(),
                                new Parameter(
                                        old.type().withShape(old.shape().permute(toFirst(rank)))),
                                List.of());
                now.put(old, g.add(new Transpose(toLast(rank)), parameter));
            } else {
                now.put(old, old);
            }
            parameters.add(parameter);
            rename(graph, old, parameter, g);
        }
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Parameter) {
                continue;
            }
            List<Value> inputs = node.inputs().stream().map(now::get).toList();
            Node rebuilt =
                    inputs.equals(node.inputs())
                            ? node
                            : g.add(node.name(), node.op(), inputs).node();
            for (Value output : node.outputs()) {
                now.put(output, rebuilt.output(output.index()));
            }
        }
        List<Value> results = new ArrayList<>();
        Map<Value, Value> turned = new HashMap<>();
        for (Value old : graph.results()) {
            if (isImage(old)) {
                turned.computeIfAbsent(
                        old,
                        value ->
                                g.add(
                                        new Transpose(toFirst(value.shape().rank())),
                                        now.get(value)));
            }
            results.add(turned.getOrDefault(old, now.get(old)));
        }
        graph.tensorNames()
                .keySet()
                .forEach(old -> {
                    if (!(old.op() instanceof Parameter)) {
                        rename(graph, old, turned.getOrDefault(old, now.get(old)), g);
                    }
                });
        return g.build(parameters, results);
    }

    private static void rename(Graph graph, Value old, Value now, GraphBuilder g) {
        if (now != null) {
            graph.namesOf(old).forEach(name -> g.alias(now, name));
        }
    }

    private boolean isImage(Value value) {
        return channelsLast.contains(value)
                && value.shape().hasRank()
                && (value.shape().rank() == 4 || value.shape().rank() == 5);
    }

    private static List<Integer> toFirst(int rank) {
        List<Integer> order = new ArrayList<>(List.of(0, rank - 1));
        IntStream.range(1, rank - 1).forEach(order::add);
        return order;
    }

    private static List<Integer> toLast(int rank) {
        return IntStream.range(0, rank).mapToObj(toFirst(rank)::indexOf).toList();
    }
}
