package org.tf2ov.kernel;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tf2ov.tensor.ElementType;

/// An array that lies in a buffer in some order: element `[i0, i1, …]` starts `offset + i0 ×
/// strides[0] + i1 × strides[1] + …` elements behind the buffer's begin.
///
/// Permuting, slicing, reversing and repeating only change how the buffer is looked at; nothing
/// moves before [Kernels#copy] does. Buffers need no alignment.
///
/// @param bytes the buffer; little-endian, mapped or native memory best, arrays on the heap too
/// @param type what the elements are, each a whole number of bytes
/// @param offset where the element at index zero is, in elements
/// @param shape the lengths of at most eight axes
/// @param strides how many elements lie between neighbours along each axis; negative where the axis
///   is reversed, zero where it is repeated
public record StridedArray(
        MemorySegment bytes, ElementType type, long offset, List<Long> shape, List<Long> strides) {

    /// How many axes an array may have.
    public static final int MAX_RANK = 8;

    /// @throws IllegalArgumentException if there are too many axes, an axis is negative, an element
    ///   lies outside the buffer, or elements are not whole bytes
    public StridedArray {
        Objects.requireNonNull(bytes);
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
        if (!type.isWholeBytes()) {
            throw new IllegalArgumentException(
                    "elements of " + type + " are not whole bytes; copy them as u8");
        }
        if (shape.size() > MAX_RANK || strides.size() != shape.size()) {
            throw new IllegalArgumentException(
                    "an array has at most %d axes and a stride for each, not shape %s and strides %s"
                            .formatted(MAX_RANK, shape, strides));
        }
        requireInside(bytes, type, offset, shape, strides);
    }

    private static void requireInside(
            MemorySegment bytes,
            ElementType type,
            long offset,
            List<Long> shape,
            List<Long> strides) {
        try {
            long first = offset;
            long last = offset;
            long elements = 1;
            for (int i = 0; i < shape.size(); i++) {
                if (shape.get(i) < 0) {
                    throw new IllegalArgumentException("negative axis in shape " + shape);
                }
                elements = Math.multiplyExact(elements, shape.get(i));
            }
            for (int i = 0; i < shape.size() && elements > 0; i++) {
                long reach = Math.multiplyExact(shape.get(i) - 1, strides.get(i));
                first = Math.addExact(first, Math.min(reach, 0));
                last = Math.addExact(last, Math.max(reach, 0));
            }
            long end = Math.multiplyExact(Math.addExact(last, 1), (long) type.bytes());
            if (elements > 0 && (first < 0 || end > bytes.byteSize())) {
                throw new IllegalArgumentException(
                        "elements %d to %d of %s, in shape %s with strides %s, exceed a buffer of %d bytes"
                                .formatted(first, last, type, shape, strides, bytes.byteSize()));
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "shape %s with strides %s reaches further than 64 bits"
                            .formatted(shape, strides),
                    e);
        }
    }

    /// A row-major array that begins where the buffer does.
    public static StridedArray dense(MemorySegment bytes, ElementType type, long... shape) {
        return dense(bytes, type, LongStream.of(shape).boxed().toList());
    }

    /// A row-major array that begins where the buffer does.
    public static StridedArray dense(MemorySegment bytes, ElementType type, List<Long> shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (long length : shape.reversed()) {
            strides.add(stride);
            // Whether the product fits is checked with the rest.
            stride *= Math.max(length, 1);
        }
        return new StridedArray(bytes, type, 0, shape, strides.reversed());
    }

    public int rank() {
        return shape.size();
    }

    /// How many elements there are.
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /// The array whose axis `i` is this one's axis `order[i]`.
    public StridedArray permute(int... order) {
        if (!IntStream.of(order).sorted().boxed().toList().equals(axes())) {
            throw new IllegalArgumentException(
                    "%s is no order of %d axes"
                            .formatted(IntStream.of(order).boxed().toList(), rank()));
        }
        return new StridedArray(
                bytes,
                type,
                offset,
                IntStream.of(order).mapToObj(shape::get).toList(),
                IntStream.of(order).mapToObj(strides::get).toList());
    }

    /// Indices `from` up to but without `to` of one axis.
    public StridedArray slice(int axis, long from, long to) {
        Objects.checkFromToIndex(from, to, shape.get(axis));
        // An empty slice begins nowhere; leave the offset where it is surely inside.
        long start = from == to ? offset : offset + from * strides.get(axis);
        return new StridedArray(bytes, type, start, with(shape, axis, to - from), strides);
    }

    /// The axis read from its other end.
    public StridedArray reverse(int axis) {
        long steps = Math.max(shape.get(axis) - 1, 0);
        return new StridedArray(
                bytes,
                type,
                offset + steps * strides.get(axis),
                shape,
                with(strides, axis, -strides.get(axis)));
    }

    /// An axis of length 1 made `length` long, every element the same. Such an array can only be a
    /// source.
    public StridedArray repeat(int axis, long length) {
        if (shape.get(axis) != 1) {
            throw new IllegalArgumentException(
                    "only an axis of length 1 can be repeated, not axis %d of %s"
                            .formatted(axis, shape));
        }
        return new StridedArray(
                bytes, type, offset, with(shape, axis, length), with(strides, axis, 0));
    }

    /// One element of `type` as often as a shape asks for.
    public static StridedArray splat(MemorySegment element, ElementType type, long... shape) {
        return new StridedArray(
                element,
                type,
                0,
                LongStream.of(shape).boxed().toList(),
                Collections.nCopies(shape.length, 0L));
    }

    private List<Integer> axes() {
        return IntStream.range(0, rank()).boxed().toList();
    }

    private static List<Long> with(List<Long> list, int index, long value) {
        List<Long> result = new ArrayList<>(list);
        result.set(index, value);
        return result;
    }
}
