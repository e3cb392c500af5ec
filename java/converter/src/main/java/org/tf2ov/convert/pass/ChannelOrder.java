package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Gather;

/// A `Gather` that does nothing but put the channels of a tensor in another order.
///
/// @param x the tensor
/// @param order which channel of `x` becomes channel `i`
/// @param axis where the channels stand
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChannelOrder(Value x, long[] order, int axis) {
    /// A value as channels in another order, if that is what it is.
    static Optional<ChannelOrder> of(Value value) {
        if (!(value.op() instanceof Gather)
                || !value.input(0).shape().hasRank()
                || !value.input(1).shape().hasRank(1)) {
            return Optional.empty();
        }
        Value x = value.input(0);
        Optional<long[]> indices = value.input(1).longs();
        Optional<long[]> axis = value.input(2).longs();
        if (indices.isEmpty() || axis.isEmpty()) {
            return Optional.empty();
        }
        int rank = x.shape().rank();
        int place = (int) (axis.get()[0] < 0 ? axis.get()[0] + rank : axis.get()[0]);
        long[] order = indices.get();
        long[] sorted = order.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] != i) {
                return Optional.empty();
            }
        }
        return x.shape().dimension(place).is(order.length)
                ? Optional.of(new ChannelOrder(x, order, place))
                : Optional.empty();
    }

    /// The same of another tensor.
    Value applyTo(Value other, GraphBuilder g) {
        return g.add(new Gather(0), other, g.constant(order), g.scalar(axis));
    }

    /// The order when there are several channels for each.
    ChannelOrder repeated(long times) {
        long[] all = new long[Math.toIntExact(order.length * times)];
        for (int i = 0; i < all.length; i++) {
            all[i] = order[(int) (i / times)] * times + i % times;
        }
        return new ChannelOrder(x, all, axis);
    }
}
