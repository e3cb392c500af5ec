package org.tf2ov.kernel;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A copy told in as few axes as possible: none of length 1, no two that could be walked as one,
/// and the target's strides positive and falling. The target is therefore written forwards, as far
/// as the source allows.
///
/// Offsets are those of the first element, in elements; `scale` counts along the factors.
record Plan(
        List<Axis> axes, long elements, long sourceOffset, long targetOffset, long scaleOffset) {

    /// One axis of the walk, and how far a step goes in each array.
    record Axis(long length, long source, long target, long scale) {
        Axis reversed() {
            return new Axis(length, -source, -target, -scale);
        }

        /// Whether a walk of `this` around a walk of `inner` is one long walk with the steps of
        /// `inner`.
        boolean continues(Axis inner) {
            return source == inner.length * inner.source
                    && target == inner.length * inner.target
                    && scale == inner.length * inner.scale;
        }
    }

    /// Checks that the arrays can be copied.
    ///
    /// @param scaleAxis the axis that has factors, or -1
    /// @throws IllegalArgumentException if they can't
    static Plan of(StridedArray source, StridedArray target, int scaleAxis) {
        if (!source.shape().equals(target.shape())) {
            throw new IllegalArgumentException(
                    "source %s and target %s differ in shape"
                            .formatted(source.shape(), target.shape()));
        }
        if (source.elements() == 0) {
            return new Plan(List.of(), 0, 0, 0, 0);
        }
        requireApart(source, target);
        long sourceOffset = source.offset();
        long targetOffset = target.offset();
        long scaleOffset = 0;
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < source.rank(); i++) {
            Axis axis =
                    new Axis(
                            source.shape().get(i),
                            source.strides().get(i),
                            target.strides().get(i),
                            i == scaleAxis ? 1 : 0);
            if (axis.length == 1) {
                continue;
            }
            if (axis.target < 0) {
                sourceOffset += (axis.length - 1) * axis.source;
                targetOffset += (axis.length - 1) * axis.target;
                scaleOffset += (axis.length - 1) * axis.scale;
                axis = axis.reversed();
            }
            axes.add(axis);
        }
        axes.sort(Comparator.comparingLong(Axis::target).reversed());
        requireDistinct(axes, target);
        return new Plan(merged(axes), source.elements(), sourceOffset, targetOffset, scaleOffset);
    }

    private static List<Axis> merged(List<Axis> axes) {
        List<Axis> merged = new ArrayList<>();
        for (Axis inner : axes) {
            if (!merged.isEmpty() && merged.getLast().continues(inner)) {
                long length = merged.removeLast().length * inner.length;
                merged.add(new Axis(length, inner.source, inner.target, inner.scale));
            } else {
                merged.add(inner);
            }
        }
        return List.copyOf(merged);
    }

    /// No element of the target may lie on another one; each axis has to step over all that is
    /// further in.
    private static void requireDistinct(List<Axis> axes, StridedArray target) {
        long reach = 0;
        for (Axis axis : axes.reversed()) {
            if (axis.target <= reach) {
                throw new IllegalArgumentException(
                        "elements of the target share bytes: shape %s, strides %s"
                                .formatted(target.shape(), target.strides()));
            }
            reach += (axis.length - 1) * axis.target;
        }
    }

    /// An array may be its own target; otherwise nothing may be written that is still to be read.
    private static void requireApart(StridedArray source, StridedArray target) {
        MemorySegment read = span(source);
        MemorySegment written = span(target);
        Optional<MemorySegment> shared = read.asOverlappingSlice(written);
        if (shared.isEmpty()) {
            return;
        }
        boolean sameSpan =
                shared.get().byteSize() == read.byteSize() && read.byteSize() == written.byteSize();
        if (!sameSpan
                || source.type() != target.type()
                || !source.strides().equals(target.strides())) {
            throw new IllegalArgumentException(
                    "source and target share bytes, and are not the same array: shape %s, strides %s and %s"
                            .formatted(source.shape(), source.strides(), target.strides()));
        }
    }

    /// The bytes from an array's first element to its last.
    private static MemorySegment span(StridedArray array) {
        long first = array.offset();
        long last = array.offset();
        for (int i = 0; i < array.rank(); i++) {
            long reach = (array.shape().get(i) - 1) * array.strides().get(i);
            first += Math.min(reach, 0);
            last += Math.max(reach, 0);
        }
        int size = array.type().bytes();
        return array.bytes().asSlice(first * size, (last + 1 - first) * size);
    }
}
