package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// What a slice takes of one dimension.
///
/// @param size how many elements are left
/// @param start the first, where it is known
/// @param step from one to the next
record Slicing(Dimension size, Optional<Long> start, long step) {
    static Slicing whole(Dimension size) {
        return new Slicing(size, Optional.of(0L), 1);
    }

    /// A slice of which nothing is known.
    static Slicing unknown(Dimension size) {
        return new Slicing(new Dimension(0, size.max()), Optional.empty(), 1);
    }

    /// One element, which need not be there; a negative index counts from the end.
    static Slicing at(Dimension size, Dimension index) {
        Optional<Long> start =
                Optional.of(size)
                        .filter(known -> known.isStatic() && index.isStatic())
                        .map(known -> index.value() + (index.value() < 0 ? known.value() : 0))
                        .filter(place -> 0 <= place && place < size.value());
        return new Slicing(Dimension.of(1), start, 1);
    }

    /// `begin:end:step` with the rules of Python; what is absent means all that there is.
    static Slicing of(
            Dimension size, Optional<Dimension> begin, Optional<Dimension> end, long step) {
        Require.that(step != 0, "the step of a slice is 0");
        boolean forward = step > 0;
        Dimension first = begin.orElse(Dimension.of(forward ? 0 : size.max()));
        Dimension last = end.orElse(Dimension.of(forward ? size.max() : -1 - size.max()));
        Bounds from = Bounds.of(first, size);
        Bounds to = Bounds.of(last, size);
        // The earlier the begin and the later the end, the more there is in between.
        long few =
                forward
                        ? count(size.min(), from.max(), to.min(), step)
                        : count(size.min(), from.min(), to.max(), step);
        long many =
                forward
                        ? count(size.max(), from.min(), to.max(), step)
                        : count(size.max(), from.max(), to.min(), step);
        Optional<Long> start =
                size.isStatic() && first.isStatic()
                        ? Optional.of(start(size.value(), first.value(), step))
                        : Optional.empty();
        return new Slicing(new Dimension(Math.min(few, many), Math.max(few, many)), start, step);
    }

    boolean isExact() {
        return start.isPresent();
    }

    /// Where an element of the slice was.
    long place(long index) {
        return start.orElseThrow() + index * step;
    }

    /// The number of elements from begin until before end.
    private static long count(long length, long begin, long end, long step) {
        if (length == 0) {
            return 0;
        }
        return length == Dimension.UNBOUNDED
                ? countUnbounded(begin, end, step)
                : steps(start(length, begin, step), end(length, end, step), step);
    }

    private static long start(long length, long begin, long step) {
        long counted = begin < 0 ? saturated(begin, length) : begin;
        return Math.clamp(counted, 0, step > 0 ? length : Math.max(0, length - 1));
    }

    private static long end(long length, long end, long step) {
        long counted = end < 0 ? saturated(end, length) : end;
        return Math.clamp(counted, step > 0 ? 0 : -1, length);
    }

    private static long saturated(long negative, long length) {
        return negative == Long.MIN_VALUE ? negative : negative + length;
    }

    /// The largest number of elements that some length leaves.
    private static long countUnbounded(long begin, long end, long step) {
        boolean open = begin == Long.MIN_VALUE || begin == Long.MAX_VALUE || end == Long.MAX_VALUE;
        if ((begin < 0) == (end < 0) && !open) {
            // Both count from the same side.
            return end - begin > 0 == step > 0 ? steps(begin, end, step) : 0;
        }
        if (step > 0) {
            boolean bounded = begin < 0 && begin != Long.MIN_VALUE;
            return bounded
                    ? steps(0, end == Long.MAX_VALUE ? -begin : end, step)
                    : Dimension.UNBOUNDED;
        }
        return begin <= 0 || open ? Dimension.UNBOUNDED : steps(begin, -1, step);
    }

    private static long steps(long from, long to, long step) {
        long distance = step > 0 ? to - from : from - to;
        return distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
    }

    /// The earliest and the latest place that a bound may mean, counted from the start if they are
    /// not negative and from the end if they are.
    private record Bounds(long min, long max) {
        static Bounds of(Dimension bound, Dimension size) {
            boolean crosses = bound.min() < 0 && bound.max() >= 0;
            boolean reachesStart = size.isUnbounded() || bound.min() + size.max() >= 0;
            boolean reachesEnd = size.isUnbounded() || bound.max() < size.max();
            return new Bounds(
                    crosses && reachesStart ? 0 : bound.min(),
                    crosses && reachesEnd ? -1 : bound.max());
        }
    }
}
