package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.tensor.Dimension;

/// What a slice takes of one dimension.
///
/// @param size how many elements are left
/// @param start the first, where it is known
/// @param step from one to the next, where it is known
record Slicing(Dimension size, Optional<Long> start, Optional<Long> step) {
    static Slicing whole(Dimension size) {
        return new Slicing(size, Optional.of(0L), Optional.of(1L));
    }

    /// One element; a negative index counts from the end.
    static Slicing at(Dimension size, Dimension index) {
        Optional<Long> start =
                index.isStatic() && (index.value() >= 0 || size.isStatic())
                        ? Optional.of(
                                index.value() < 0 ? index.value() + size.value() : index.value())
                        : Optional.empty();
        Require.that(
                start.isEmpty() || start.get() >= 0 && start.get() < size.max(),
                "index %s is outside of a dimension of size %s",
                index,
                size);
        return new Slicing(Dimension.of(1), start, Optional.of(1L));
    }

    /// `begin:end:step` with the rules of Python.
    static Slicing of(
            Dimension size, Optional<Dimension> begin, Optional<Dimension> end, Dimension step) {
        Require.that(!step.is(0), "the step of a slice is 0");
        if (!step.isStatic() || step.value() == Long.MIN_VALUE) {
            return new Slicing(new Dimension(0, size.max()), Optional.empty(), Optional.empty());
        }
        long by = step.value();
        Dimension first = begin.orElse(Dimension.of(by > 0 ? 0 : Dimension.UNBOUNDED));
        Dimension last = end.orElse(Dimension.of(by > 0 ? Dimension.UNBOUNDED : Long.MIN_VALUE));
        // More elements are taken the earlier the slice begins and the later it ends.
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long length : new long[] {size.min(), size.max()}) {
            long fewest =
                    by > 0
                            ? count(length, first.max(), last.min(), by)
                            : count(length, first.min(), last.max(), by);
            long all =
                    by > 0
                            ? count(length, first.min(), last.max(), by)
                            : count(length, first.max(), last.min(), by);
            least = Math.min(least, fewest);
            most = Math.max(most, all);
        }
        Optional<Long> start =
                size.isStatic() && first.isStatic()
                        ? Optional.of(clip(size.value(), first.value(), by))
                        : Optional.empty();
        return new Slicing(new Dimension(least, most), start, Optional.of(by));
    }

    boolean isExact() {
        return start.isPresent() && step.isPresent();
    }

    long place(long index) {
        return start.orElseThrow() + index * step.orElseThrow();
    }

    private static long count(long length, long begin, long end, long by) {
        long from = clip(length, begin, by);
        long to = clip(length, end, by);
        if (by > 0) {
            long room = to - from;
            return to == Dimension.UNBOUNDED
                    ? Dimension.UNBOUNDED
                    : room <= 0 ? 0 : (room - 1) / by + 1;
        }
        long room = from - to;
        return from >= Dimension.UNBOUNDED - 1 && length == Dimension.UNBOUNDED
                ? Dimension.UNBOUNDED
                : room <= 0 ? 0 : (room - 1) / -by + 1;
    }

    /// A bound counted from the start and brought into the dimension (or to the place in front of
    /// it, for steps backwards).
    private static long clip(long length, long bound, long by) {
        long counted = bound;
        if (bound < 0) {
            counted = bound == Long.MIN_VALUE ? Long.MIN_VALUE : bound + length;
        }
        long low = by > 0 ? 0 : -1;
        long high = by > 0 ? length : length - 1;
        return Math.clamp(counted, low, Math.max(low, high));
    }
}
