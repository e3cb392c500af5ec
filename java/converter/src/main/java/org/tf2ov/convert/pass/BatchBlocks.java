package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// The numbers of `SpaceToBatch` and `BatchToSpace`, one for each dimension: the sides of the
/// blocks, and what is added or cut off in front and behind.
final class BatchBlocks {
    /// Of a dimension that nothing happens to.
    private static final long[] NEUTRAL = {1, 0, 0};

    private BatchBlocks() {}

    /// The three vectors for a tensor whose dimension `i` is dimension `order.get(i)` of the
    /// present one.
    static Optional<List<Value>> permuted(Value blocks, List<Integer> order, GraphBuilder g) {
        return each(
                blocks,
                (numbers, _) -> order.stream().mapToLong(axis -> numbers[axis]).toArray(),
                g);
    }

    /// The three vectors for a tensor with more dimensions, none of them in front of the batch.
    ///
    /// @param axes where the new dimensions are
    static Optional<List<Value>> widened(Value blocks, long[] axes, GraphBuilder g) {
        int rank = blocks.shape().rank() + axes.length;
        Set<Long> fresh = new HashSet<>();
        Arrays.stream(axes).forEach(axis -> fresh.add(axis < 0 ? axis + rank : axis));
        if (fresh.contains(0L) || fresh.size() < axes.length) {
            return Optional.empty();
        }
        return each(
                blocks,
                (numbers, neutral) -> {
                    long[] all = new long[rank];
                    int next = 0;
                    for (int i = 0; i < rank; i++) {
                        all[i] = fresh.contains((long) i) ? neutral : numbers[next++];
                    }
                    return all;
                },
                g);
    }

    private static Optional<List<Value>> each(
            Value blocks, BiFunction<long[], Long, long[]> change, GraphBuilder g) {
        List<Value> changed = new ArrayList<>();
        for (int i = 0; i < NEUTRAL.length; i++) {
            Optional<long[]> numbers = blocks.input(i + 1).longs();
            if (numbers.isEmpty()) {
                return Optional.empty();
            }
            ElementType element = blocks.input(i + 1).type().element();
            long[] all = change.apply(numbers.get(), NEUTRAL[i]);
            changed.add(g.constant(Weights.ofLongs(element, new long[] {all.length}, all)));
        }
        return Optional.of(changed);
    }
}
