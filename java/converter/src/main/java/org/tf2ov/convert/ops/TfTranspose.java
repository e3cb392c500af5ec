package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.TransposeBy;

/// `Transpose(x, perm)`: dimension `perm[i]` becomes dimension `i`.
@TfOp("Transpose")
final class TfTranspose implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Optional<long[]> order = node.input(1).longs();
        if (order.isEmpty()) {
            return List.of(
                    g.add(node.name(), new TransposeBy(), List.of(node.input(0), node.input(1))));
        }
        int rank = order.get().length;
        List<Integer> axes =
                Arrays.stream(order.get())
                        .mapToObj(axis -> (int) (axis < 0 ? axis + rank : axis))
                        .toList();
        return List.of(g.add(node.name(), new Transpose(axes), List.of(node.input(0))));
    }
}
