package org.tf2ov.convert.pass;

import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Node;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ForeignOp;
import org.tf2ov.ov.op.If;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.ov.op.Multinomial;
import org.tf2ov.ov.op.RandomUniform;
import org.tf2ov.pass.Pass;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// What is computed twice from the same is computed once.
///
///     y = f(x), z = f(x)
///     z = y
///
/// Random numbers are drawn anew each time, and loops and branches are left alone.
public final class ShareEqualNodes implements Pass {
    /// Larger constants are stored once in any case.
    private static final int MOST_ELEMENTS = 1 << 10;

    /// What makes two nodes equal.
    private record Key(Op op, List<Value> inputs) {}

    @Override
    public String name() {
        return "share";
    }

    @Override
    public Graph apply(Graph graph) {
        Map<Key, Node> known = new HashMap<>();
        Map<Value, Value> now = new HashMap<>();
        GraphBuilder g = new GraphBuilder();
        boolean changed = false;
        for (Node node : graph.nodes()) {
            List<Value> inputs = node.inputs().stream().map(now::get).toList();
            Key key = new Key(comparable(node.op()), inputs);
            Node first = isFunction(node.op()) ? known.get(key) : null;
            if (first == null) {
                first =
                        inputs.equals(node.inputs())
                                ? node
                                : g.add(node.name(), node.op(), inputs).node();
                if (isFunction(node.op())) {
                    known.put(key, first);
                }
            } else {
                changed = true;
            }
            for (Value output : node.outputs()) {
                now.put(output, first.output(output.index()));
            }
        }
        if (!changed) {
            return graph;
        }
        graph.tensorNames()
                .forEach((value, names) -> {
                    Value same = now.get(value);
                    if (same != null) {
                        names.forEach(name -> g.alias(same, name));
                    }
                });
        return g.build(
                graph.parameters().stream().map(now::get).toList(),
                graph.results().stream().map(now::get).toList());
    }

    /// Whether the result follows from the inputs alone, and is compared quickly.
    private static boolean isFunction(Op op) {
        return switch (op) {
            case Parameter _, RandomUniform _, Multinomial _, ForeignOp _, Loop _, If _ -> false;
            case Constant(Weights weights) ->
                    weights instanceof Weights.Stored && weights.count() <= MOST_ELEMENTS;
            default -> true;
        };
    }

    /// The same constant wherever it is stored: all forms of a model shall give the same IR.
    private static Op comparable(Op op) {
        return op instanceof Constant(Weights.Stored(Bytes bytes, TensorType type))
                        && !(bytes instanceof Bytes.InMemory)
                        && isFunction(op)
                ? new Constant(
                        new Weights.Stored(
                                new Bytes.InMemory(bytes.segment().toArray(ValueLayout.JAVA_BYTE)),
                                type))
                : op;
    }
}
