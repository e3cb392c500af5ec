package org.tf2ov.ov.op;

import java.util.BitSet;
import java.util.List;
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

    /// Whether each number below the size is in it once.
    private static boolean isOrder(List<Integer> order) {
        BitSet seen = new BitSet(order.size());
        for (int axis : order) {
            if (axis < 0 || axis >= order.size() || seen.get(axis)) {
                return false;
            }
            seen.set(axis);
        }
        return true;
    }

    static Fact transpose(Value x, List<Integer> order) {
        Require.rank("its input", x.shape(), order.size());
        Require.that(isOrder(order), "%s is no order of %s dimensions", order, order.size());
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
