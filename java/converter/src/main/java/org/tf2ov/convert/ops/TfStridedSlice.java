package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `StridedSlice(x, begin, end, strides)` with its five bit masks, one bit an entry of `begin`.
/// Where a single element is taken (`shrink_axis_mask`) its begin counts, whatever the other masks
/// say.
@TfOp("StridedSlice")
final class TfStridedSlice implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of(
                slice(
                        node,
                        g,
                        node.name(),
                        node.input(0),
                        node.input(1),
                        node.input(2),
                        node.input(3)));
    }

    /// A slice as the masks of a node say.
    static Value slice(
            OpNode node,
            GraphBuilder g,
            String name,
            Value x,
            Value begin,
            Value end,
            Value strides) {
        Formula f = new Formula(g);
        int entries =
                Stream.of(begin, end, strides)
                        .filter(value -> value.shape().isStatic())
                        .mapToInt(value -> (int) value.shape().elementCount().value())
                        .findFirst()
                        .orElseThrow(() ->
                                new UntranslatableException(
                                        "the number of entries of its begin (input 1) is not known"));
        long newAxis = node.attr("new_axis_mask", 0L);
        long ellipsis = node.attr("ellipsis_mask", 0L);
        long shrink = node.attr("shrink_axis_mask", 0L);
        long beginMask = node.attr("begin_mask", 0L) & ~shrink;
        long endMask = node.attr("end_mask", 0L) & ~shrink;
        begin = ofLength(f, begin, entries);
        end = ofLength(f, end, entries);
        if (shrink == 0 || begin.longs().isPresent()) {
            StridedSlice slice =
                    new StridedSlice(
                            mask(beginMask, entries),
                            mask(endMask, entries),
                            mask(newAxis, entries),
                            mask(shrink, entries),
                            mask(ellipsis, entries));
            return g.add(name, slice, List.of(x, begin, end, strides));
        }
        // The runtime finds no end behind a begin of -1 that it does not know when it compiles.
        Value isSingle =
                g.constant(
                        Weights.ofLongs(
                                ElementType.BOOLEAN, new long[] {entries}, bits(shrink, entries)));
        Value isLast = g.add(new Equal(), begin, f.like(begin, -1));
        Value behind = f.select(isLast, f.like(begin, Formula.END), f.add(begin, f.like(begin, 1)));
        StridedSlice slice =
                new StridedSlice(
                        mask(beginMask, entries),
                        mask(endMask, entries),
                        mask(newAxis, entries),
                        mask(0, entries),
                        mask(ellipsis, entries));
        Value kept = g.add(slice, x, begin, f.select(isSingle, behind, end), strides);
        return g.add(
                name,
                new Squeeze(),
                List.of(kept, f.numbers(singles(shrink & ~newAxis, ellipsis, entries))));
    }

    /// The dimensions of the result that single elements leave; behind an ellipsis they count from
    /// the end.
    private static long[] singles(long shrink, long ellipsis, int entries) {
        int gap = ellipsis == 0 ? entries : Long.numberOfTrailingZeros(ellipsis);
        return IntStream.range(0, entries)
                .filter(i -> (shrink >> i & 1) != 0 && i != gap)
                .mapToLong(i -> i < gap ? i : i - entries)
                .toArray();
    }

    private static Value ofLength(Formula f, Value vector, int length) {
        return vector.shape().isStatic() ? vector : f.reshape(vector, length);
    }

    private static long[] bits(long bits, int entries) {
        return IntStream.range(0, entries).mapToLong(i -> bits >> i & 1).toArray();
    }

    private static List<Integer> mask(long bits, int entries) {
        return Arrays.stream(bits(bits, entries)).mapToObj(bit -> (int) bit).toList();
    }
}
