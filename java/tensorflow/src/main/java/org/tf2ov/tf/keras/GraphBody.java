package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.pass.OutputArguments;

/// Nodes that are made together: those of the graph, or those of a function of its library.
///
/// What a function takes from outside becomes one more argument of it, as in `tf.function`.
final class GraphBody {
    private final Optional<GraphBody> outer;
    private final UnaryOperator<String> reserve;
    private final List<TfNode> nodes = new ArrayList<>();
    private final Map<String, TfNode> own = new HashMap<>();
    private final List<KerasTensor> arguments = new ArrayList<>();
    private final Map<TfEdge, KerasTensor> taken = new LinkedHashMap<>();
    private final Map<TfEdge, TfEdge> edges = new HashMap<>();

    /// @param reserve makes a name one that nothing else has
    private GraphBody(Optional<GraphBody> outer, UnaryOperator<String> reserve) {
        this.outer = outer;
        this.reserve = reserve;
    }

    /// The graph itself.
    GraphBody(UnaryOperator<String> reserve) {
        this(Optional.empty(), reserve);
    }

    /// A function that nodes of this body call.
    GraphBody inner() {
        return new GraphBody(Optional.of(this), reserve);
    }

    List<TfNode> nodes() {
        return nodes;
    }

    void add(TfNode node) {
        nodes.add(node);
        own.put(node.name(), node);
    }

    /// The next argument, for which callers give such a tensor.
    KerasTensor argument(KerasTensor like) {
        TfEdge edge = TfEdge.of(reserve.apply("argument"), 0);
        edges.put(edge, edge);
        KerasTensor argument = new KerasTensor(edge, like.type(), like.shape(), Optional.empty());
        arguments.add(argument);
        return argument;
    }

    /// How nodes of this body refer to a tensor.
    TfEdge edge(KerasTensor tensor) {
        TfEdge edge = tensor.edge();
        if (outer.isEmpty()) {
            return edge;
        }
        TfEdge known = edges.get(edge);
        if (known == null) {
            TfNode node = own.get(edge.node());
            known = node == null ? take(tensor) : OutputArguments.named(node, edge.index());
            edges.put(edge, known);
        }
        return known;
    }

    private TfEdge take(KerasTensor tensor) {
        taken.put(tensor.edge(), tensor);
        return TfEdge.of(reserve.apply("taken"), 0);
    }

    /// What it has taken from outside so far.
    Collection<KerasTensor> taken() {
        return taken.values();
    }

    /// The function.
    ///
    /// @param outside what callers give behind its arguments; what it has taken is among that
    /// @param results what it returns, made here or outside
    TfFunction function(String name, List<KerasTensor> outside, List<KerasTensor> results) {
        List<TfFunction.Argument> inputs = new ArrayList<>();
        arguments.forEach(it -> inputs.add(argument(it.edge().node(), it)));
        outside.forEach(it -> inputs.add(argument(edge(it).node(), it)));
        List<TfFunction.Argument> outputs = new ArrayList<>();
        Map<String, TfEdge> returns = new LinkedHashMap<>();
        for (KerasTensor result : results) {
            String output = "result_" + outputs.size();
            outputs.add(argument(output, result));
            returns.put(output, edge(result));
        }
        return new TfFunction(
                name, inputs, outputs, List.of(), nodes, returns, Map.of(), Map.of(), Map.of(),
                List.of(), false);
    }

    private static TfFunction.Argument argument(String name, KerasTensor like) {
        return new TfFunction.Argument(name, like.type().number(), "", "", "", false);
    }
}
