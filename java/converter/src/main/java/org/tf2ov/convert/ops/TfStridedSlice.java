package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.IntStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.StridedSlice;

/// `StridedSlice(x, begin, end, strides)` with its five bit masks, one bit an entry of `begin`.
@TfOp("StridedSlice")
final class TfStridedSlice implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (!node.input(1).shape().isStatic()) {
            throw new UntranslatableException(
                    "the number of entries of its begin (input 1) is not known");
        }
        int entries = (int) node.input(1).shape().elementCount().value();
        StridedSlice slice =
                new StridedSlice(
                        mask(node, "begin_mask", entries),
                        mask(node, "end_mask", entries),
                        mask(node, "new_axis_mask", entries),
                        mask(node, "shrink_axis_mask", entries),
                        mask(node, "ellipsis_mask", entries));
        return List.of(
                g.add(
                        node.name(),
                        slice,
                        List.of(node.input(0), node.input(1), node.input(2), node.input(3))));
    }

    private static List<Integer> mask(OpNode node, String name, int entries) {
        long bits = node.attr(name, 0L);
        return IntStream.range(0, entries).mapToObj(i -> (int) (bits >> i & 1)).toList();
    }
}
