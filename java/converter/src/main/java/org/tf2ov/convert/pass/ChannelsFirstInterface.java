package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Pass;

/// Turns inputs and outputs to the layout that they shall have in the IR: mostly channels-last images to channels-first, as users
/// of the Model Optimizer expect them.
///
///     x = Parameter[f32[1,224,224,3]]
///     x = Transpose[0, 2, 3, 1](Parameter[f32[1,3,224,224]])
///
/// The names stay with the inputs and outputs. The transposes are moved and cancelled by the layout stage.
public final class ChannelsFirstInterface implements Pass {
    /// For a graph whose inputs and outputs stay.
    public static final ChannelsFirstInterface NONE =
            new ChannelsFirstInterface(List.of(), List.of());

    private final List<List<Integer>> inputs;
    private final List<List<Integer>> outputs;

    private ChannelsFirstInterface(List<List<Integer>> inputs, List<List<Integer>> outputs) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
    }

    /// The pass for a graph.
    ///
    /// @param inputs how each input is transposed, in the order of the graph: dimension
    ///   `order.get(i)` becomes dimension `i`; empty for one that stays
    /// @param outputs the same for the outputs
    public static ChannelsFirstInterface of(
            List<List<Integer>> inputs, List<List<Integer>> outputs) {
        return inputs.stream().allMatch(List::isEmpty) && outputs.stream().allMatch(List::isEmpty)
                ? NONE
                : new ChannelsFirstInterface(inputs, outputs);
    }

    @Override
    public Graph apply(Graph graph) {
        if (inputs.isEmpty() && outputs.isEmpty()) {
            return graph;
        }
        GraphBuilder g = new GraphBuilder();
        Rebuilding rebuilding = new Rebuilding(graph, g);
        List<Value> parameters = new ArrayList<>();
        for (int i = 0; i < graph.parameters().size(); i++) {
            Value old = graph.parameters().get(i);
            List<Integer> order = inputs.get(i);
            Value parameter = old;
            if (!order.isEmpty()) {
                parameter =
                        g.add(
                                old.node().name(),
                                new Parameter(old.type().withShape(old.shape().permute(order))),
                                List.of());
                rebuilding.replace(old, g.add(new Transpose(inverse(order)), parameter));
            }
            parameters.add(parameter);
            rebuilding.rename(old, parameter);
        }
        rebuilding.nodes(Map.of());
        List<Value> results = new ArrayList<>();
        Map<Value, Map<List<Integer>, Value>> turned = new HashMap<>();
        for (int i = 0; i < graph.results().size(); i++) {
            Value old = graph.results().get(i);
            List<Integer> order = outputs.get(i);
            Value now = rebuilding.now(old);
            results.add(
                    order.isEmpty()
                            ? now
                            : turned.computeIfAbsent(old, _ -> new LinkedHashMap<>())
                                    .computeIfAbsent(order, _ -> g.add(new Transpose(order), now)));
        }
        graph.tensorNames()
                .keySet()
                .forEach(old -> {
                    if (!(old.op() instanceof Parameter)) {
                        rebuilding.rename(
                                old,
                                turned.containsKey(old)
                                        ? turned.get(old).values().iterator().next()
                                        : rebuilding.now(old));
                    }
                });
        return g.build(parameters, results);
    }

    private static List<Integer> inverse(List<Integer> order) {
        return IntStream.range(0, order.size()).mapToObj(order::indexOf).toList();
    }
}
