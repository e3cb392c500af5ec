package org.tf2ov.ov.op;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.TensorType;

/// Dimension `order.get(i)` becomes dimension `i`. [TransposeBy] is for an order that is computed.
///
/// Source: OpenVINO `Transpose-1`.
public record Transpose(@AsInput List<Integer> order) implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        return List.of(transpose(inputs.getFirst(), order));
    }

    static Fact transpose(Value x, List<Integer> order) {
        Require.rank("its input", x.shape(), order.size());
        Require.that(
                new HashSet<>(order)
                        .equals(new HashSet<>(IntStream.range(0, order.size()).boxed().toList())),
                "%s is no order of %s dimensions",
                order,
                order.size());
        TensorType type = x.type().withShape(x.shape().permute(order));
        return Contents.pick(
                type,
                x,
                place -> {
                    long[] source = new long[place.length];
                    for (int i = 0; i < place.length; i++) {
                        source[order.get(i)] = place[i];
                    }
                    return source;
                });
    }
}
