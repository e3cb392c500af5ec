package org.tf2ov.convert.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.ReduceSum;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Pass;
import org.tf2ov.pass.Rewrite;

class ChannelsFirstInterfaceTest extends RewriteContract {
    @Override
    protected List<Rewrite> rewrites() {
        return List.of();
    }

    /// Turns all inputs and outputs, and puts a transpose around each so that what goes in and what
    /// comes out is as before.
    @Override
    protected Pass pass() {
        return graph -> {
            Graph turned = toFirst(graph);
            Map<Value, Value> now = new HashMap<>();
            List<Value> parameters = new ArrayList<>();
            for (int i = 0; i < turned.parameters().size(); i++) {
                Value old = graph.parameters().get(i);
                Value parameter = g.add(old.node().name(), old.op(), List.of());
                parameters.add(parameter);
                now.put(
                        turned.parameters().get(i),
                        turn(parameter, turned.parameters().get(i), true));
            }
            for (Node node : turned.nodes()) {
                if (!(node.op() instanceof Parameter)) {
                    Node copy =
                            g.add(
                                            node.name(),
                                            node.op(),
                                            node.inputs().stream().map(now::get).toList())
                                    .node();
                    node.outputs().forEach(output -> now.put(output, copy.output(output.index())));
                }
            }
            List<Value> results = new ArrayList<>();
            for (int i = 0; i < turned.results().size(); i++) {
                results.add(turn(now.get(turned.results().get(i)), graph.results().get(i), false));
            }
            return new Graph(parameters, results, Map.of());
        };
    }

    private static Graph toFirst(Graph graph) {
        return ChannelsFirstInterface.of(
                        graph.parameters().stream().map(each -> order(each, true)).toList(),
                        graph.results().stream().map(each -> order(each, true)).toList())
                .apply(graph);
    }

    private static List<Integer> order(Value value, boolean toFirst) {
        return switch (value.shape().rank()) {
            case 4 -> toFirst ? List.of(0, 3, 1, 2) : List.of(0, 2, 3, 1);
            case 5 -> toFirst ? List.of(0, 4, 1, 2, 3) : List.of(0, 2, 3, 4, 1);
            default -> List.of();
        };
    }

    private Value turn(Value value, Value wanted, boolean toFirst) {
        List<Integer> order = order(wanted, toFirst);
        return order.isEmpty() ? value : node(new Transpose(order), value);
    }

    @Override
    protected void draw(RandomGraph r) {
        long[] shape = r.shape(r.between(3, 5), 4);
        Value x = r.input(shape);
        Value y = r.maybeUsed(r.add(new Relu(), x));
        r.result(r.either(new Add(), y, r.constant(r.broadcastable(shape))));
        r.result(r.add(new ReduceSum(r.chance(0.5)), y, r.builder().constant(r.between(0, 2))));
    }

    @Applies
    void imagesBecomeChannelsFirst() {
        Value x = parameter("x", 1, 8, -1, 3);
        Value y = named("y", new Relu(), x);

        assertEquals(
"""
x = Parameter[type=f32[1,3,8,?]]() : f32[1,3,8,?]
%1 = Transpose[order=[0, 2, 3, 1]](x) : f32[1,8,?,3]
y = Relu[](%1) : f32[1,8,?,3]
%3 = Transpose[order=[0, 3, 1, 2]](y) : f32[1,3,8,?]
return [%3]
""",
                toFirst(new Graph(List.of(y))).toString());
    }

    @StaysAway
    void matricesStay() {
        Value x = parameter("x", 8, 3);
        Graph graph = new Graph(List.of(named("y", new Relu(), x)));

        assertEquals(graph.toString(), toFirst(graph).toString());
    }
}
