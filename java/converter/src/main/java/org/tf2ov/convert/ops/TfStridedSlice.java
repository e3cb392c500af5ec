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
/// Where a single element is taken (`shrink_axis_mask`) its begin counts, whatever the other masks
/// say.
@TfOp("StridedSlice")
final class TfStridedSlice implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (!node.input(1).shape().isStatic()) {
            throw new UntranslatableException(
                    "the number of entries of its begin (input 1) is not known");
        }
        int entries = (int) node.input(1).shape().elementCount().value();
        long shrink = node.attr("shrink_axis_mask", 0L);
        if (shrink != 0 && node.input(1).longs().isEmpty()) {
            throw new UntranslatableException(
                    "it takes single elements at places (input 1) that are not known when the model is converted");
        }
        StridedSlice slice =
                new StridedSlice(
                        mask(node.attr("begin_mask", 0L) & ~shrink, entries),
                        mask(node.attr("end_mask", 0L) & ~shrink, entries),
                        mask(node.attr("new_axis_mask", 0L), entries),
                        mask(shrink, entries),
                        mask(node.attr("ellipsis_mask", 0L), entries));
        return List.of(
                g.add(
                        node.name(),
                        slice,
                        List.of(node.input(0), node.input(1), node.input(2), node.input(3))));
    }

    private static List<Integer> mask(long bits, int entries) {
        return IntStream.range(0, entries).mapToObj(i -> (int) (bits >> i & 1)).toList();
    }
}
