package org.tf2ov.cli;

import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.TensorType;

/// Numbers on their way to a model or back: row-major, little-endian.
///
/// @param type with a static shape
/// @param data as many bytes as the type asks for
record HostTensor(TensorType type, MemorySegment data) {
    /// An empty one, all zero, on the heap.
    static HostTensor allocate(TensorType type) {
        return new HostTensor(type, MemorySegment.ofArray(new byte[Math.toIntExact(type.bytes())]));
    }

    long[] shape() {
        return type.shape().toArray();
    }

    long count() {
        return LongStream.of(shape()).reduce(1, (a, b) -> a * b);
    }

    ElementType element() {
        return type.element();
    }

    double real(long index) {
        return Elements.real(data, element(), index);
    }

    /// The same numbers in another element type; floats are rounded to nearest, whole numbers must
    /// be whole before.
    HostTensor convert(ElementType other) {
        if (other == element()) {
            return this;
        }
        HostTensor converted = allocate(type.withElement(other));
        long count = count();
        for (long i = 0; i < count; i++) {
            if (element().isFloat() || other.isFloat()) {
                Elements.setReal(converted.data, other, i, real(i));
            } else {
                Elements.setLong(converted.data, other, i, Elements.whole(data, element(), i));
            }
        }
        return converted;
    }

    /// Whether no number is lost beyond rounding when the elements become `other`: floats may
    /// become floats, whole numbers anything that has room for each of them.
    boolean fits(ElementType other) {
        if (other == element() || other.isFloat()) {
            return true;
        }
        if (element().isFloat() || !other.isInteger()) {
            return false;
        }
        HostTensor converted = convert(other);
        return LongStream.range(0, count())
                .allMatch(i ->
                        Elements.whole(data, element(), i)
                                == Elements.whole(converted.data, other, i));
    }
}
