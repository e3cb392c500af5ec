package org.tf2ov.ov.ir;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.tf2ov.kernel.Chain;
import org.tf2ov.kernel.StridedArray;

/// A large constant that is evaluated in ranges of one axis, and each range in smaller ones.
///
/// A range of results is put together in memory and then written. It consists of some runs of
/// bytes, one for each index in front of the axis; the same range of the source, where the axis
/// stands elsewhere, of others. The axis is chosen so that both are few. The source of a range is
/// read in pieces that stay in the cache.
final class Blocks {
    /// How many times as much as it should be may be read at once.
    private static final long MOST = 8;

    private final Chain chain;
    private final long[] from;
    private final long[] to;
    private final int axis;
    private final int place;
    private final long sourcePerIndex;
    private final long resultPerIndex;

    /// Indices of the axis in a range, and in a piece of it.
    private final long step;

    private final long piece;

    /// @param room bytes of results that may be put together at once
    /// @param read bytes of the source that should be read at once
    /// @param worth bytes that should be read of one run, even if all runs are more than `read`
    ///   then
    Blocks(Chain chain, long room, long read, long worth) {
        this.chain = chain;
        from = chain.stored().type().shape().toArray();
        to = new long[from.length];
        Arrays.setAll(to, i -> from[chain.order().get(i)]);
        long elements = Arrays.stream(from).reduce(1, (a, b) -> a * b);
        axis = bestAxis(elements, room);
        place = chain.order().indexOf(axis);
        sourcePerIndex = elements / from[axis] * chain.stored().type().element().bytes();
        resultPerIndex = elements / from[axis] * chain.element().bytes();
        step = Math.clamp(room / resultPerIndex, 1, from[axis]);
        long run = sourcePerIndex / before(from, axis);
        piece =
                Math.clamp(
                        Math.clamp(
                                worth / run, read / sourcePerIndex, MOST * read / sourcePerIndex),
                        1,
                        step);
    }

    private int bestAxis(long elements, long room) {
        int best = 0;
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < from.length; i++) {
            // An axis that can't be cut into ranges that fit is the last choice.
            long perIndex = elements / from[i] * chain.element().bytes();
            long runs = before(from, i) + before(to, chain.order().indexOf(i));
            long cost = perIndex > 2 * room ? Long.MAX_VALUE / 2 + perIndex : runs;
            if (cost < fewest) {
                fewest = cost;
                best = i;
            }
        }
        return best;
    }

    /// How long the axis is.
    long length() {
        return from[axis];
    }

    /// How many indices of the axis are written at once.
    long step() {
        return step;
    }

    /// Evaluates and writes a range of the axis.
    ///
    /// @param offset of the constant in the file
    void write(long first, long offset, Workspace workspace, WeightsStream stream) {
        long count = Math.min(step, from[axis] - first);
        MemorySegment out = workspace.out(resultPerIndex * count);
        StridedArray result = StridedArray.dense(out, chain.element(), with(to, place, count));
        for (long done = 0; done < count; done += piece) {
            long length = Math.min(piece, count - done);
            MemorySegment in = workspace.in(sourcePerIndex * length);
            read(first + done, length, in);
            chain.evaluate(
                    StridedArray.dense(
                            in, chain.stored().type().element(), with(from, axis, length)),
                    result.slice(place, done, done + length),
                    chain.scaledAxis() == place ? first + done : 0,
                    stream.kernels(),
                    1);
        }
        long outer = before(to, place);
        long run = out.byteSize() / outer;
        long stride = run / count * to[place];
        if (run == stride) {
            stream.write(out, offset);
            return;
        }
        for (long i = 0; i < outer; i++) {
            stream.write(out.asSlice(i * run, run), offset + i * stride + first * (run / count));
        }
    }

    private void read(long first, long count, MemorySegment in) {
        long outer = before(from, axis);
        long run = in.byteSize() / outer;
        long stride = run / count * from[axis];
        if (run == stride) {
            chain.stored().bytes().read(0, in);
            return;
        }
        for (long i = 0; i < outer; i++) {
            chain.stored()
                    .bytes()
                    .read(i * stride + first * (run / count), in.asSlice(i * run, run));
        }
    }

    private static long before(long[] shape, int axis) {
        long product = 1;
        for (int i = 0; i < axis; i++) {
            product *= shape[i];
        }
        return product;
    }

    private static long[] with(long[] shape, int axis, long length) {
        long[] other = shape.clone();
        other[axis] = length;
        return other;
    }
}
