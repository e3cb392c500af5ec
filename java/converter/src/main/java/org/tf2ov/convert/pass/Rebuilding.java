package org.tf2ov.convert.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;

/// Makes a graph again with something put behind some of its values.
final class Rebuilding {
    private final Graph graph;
    private final GraphBuilder g;
    private final Map<Value, Value> now = new HashMap<>();

    Rebuilding(Graph graph, GraphBuilder g) {
        this.graph = graph;
        this.g = g;
    }

    /// Says what stands for a parameter; the others stay.
    void replace(Value parameter, Value by) {
        now.put(parameter, by);
    }

    /// Makes all nodes but the parameters.
    ///
    /// @param behind what is put behind the outputs of nodes
    void nodes(Map<Value, UnaryOperator<Value>> behind) {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Parameter) {
                now.putIfAbsent(node.output(0), node.output(0));
                continue;
            }
            List<Value> inputs = node.inputs().stream().map(now::get).toList();
            Node rebuilt =
                    inputs.equals(node.inputs())
                            ? node
                            : g.add(node.name(), node.op(), inputs).node();
            for (Value output : node.outputs()) {
                Value made = rebuilt.output(output.index());
                now.put(output, behind.getOrDefault(output, UnaryOperator.identity()).apply(made));
            }
        }
    }

    /// What stands for a value now; nothing for a value that no result needs.
    Value now(Value old) {
        return now.get(old);
    }

    /// Hands the names of a value on to another.
    void rename(Value old, Value other) {
        if (other != null) {
            graph.namesOf(old).forEach(name -> g.alias(other, name));
        }
    }
}
