package org.tf2ov.convert.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Bodies;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.pass.Pass;

/// Lets the passes run on the bodies of the loops and branches that are left, and brings these to
/// the form that the runtime computes rightly.
///
/// @param passes what is done to a body, and so to the bodies in it
public record OptimizeBodies(UnaryOperator<Graph> passes) implements Pass {
    @Override
    public String name() {
        return "bodies";
    }

    @Override
    public Graph apply(Graph graph) {
        List<Node> nodes = graph.nodes();
        if (nodes.stream().noneMatch(node -> hasBody(node.op()))) {
            return graph;
        }
        GraphBuilder g = new GraphBuilder();
        Map<Value, Value> now = new HashMap<>();
        for (Node node : nodes) {
            List<Value> inputs = node.inputs().stream().map(now::get).toList();
            boolean same = inputs.equals(node.inputs()) && !hasBody(node.op());
            List<Value> outputs =
                    same ? node.outputs() : g.addAll(node.name(), optimized(node.op()), inputs);
            for (int i = 0; i < outputs.size(); i++) {
                now.put(node.output(i), outputs.get(i));
            }
        }
        graph.tensorNames()
                .forEach((value, names) -> {
                    Value made = now.get(value);
                    if (made != null) {
                        names.forEach(name -> g.alias(made, name));
                    }
                });
        return g.build(
                graph.parameters().stream().map(now::get).toList(),
                graph.results().stream().map(now::get).toList());
    }

    private static boolean hasBody(Op op) {
        return op instanceof Loop || op instanceof If;
    }

    private Op optimized(Op op) {
        return switch (op) {
            case Loop(Graph body, int states, int sliced, int collected) ->
                    new Loop(
                            Bodies.withDistinctResults(
                                    Bodies.withoutSwaps(passes.apply(body), states)),
                            states,
                            sliced,
                            collected);
            case If(Graph yes, Graph no) ->
                    new If(
                            Bodies.withDistinctResults(passes.apply(yes)),
                            Bodies.withDistinctResults(passes.apply(no)));
            default -> op;
        };
    }
}
