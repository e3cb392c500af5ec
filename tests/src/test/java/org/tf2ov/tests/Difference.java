package org.tf2ov.tests;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;

/// How what the runtime answers differs from what TensorFlow answered.
///
/// @param tolerance what an element of a floating-point type may differ by, as a part of itself; 0
///   means that elements are equal
/// @param scale what takes the place of elements that are smaller
record Difference(double tolerance, double scale) {
    /// Shapes and elements; types are not compared.
    Optional<String> between(String name, Npy expected, Tensor actual) {
        return between(name, expected.data(), expected.elementType(), expected.shape(), actual);
    }

    Optional<String> between(
            String name, MemorySegment expected, ElementType type, long[] shape, Tensor actual) {
        Optional<String> otherShape = ofShape(name, shape, actual);
        if (otherShape.isPresent()) {
            return otherShape;
        }
        MemorySegment data = actual.data();
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        for (long i = 0; i < count; i++) {
            boolean equal =
                    tolerance == 0 && !type.isFloat()
                            ? Elements.whole(data, actual.elementType(), i)
                                    == Elements.whole(expected, type, i)
                            : isNear(
                                    Elements.real(data, actual.elementType(), i),
                                    Elements.real(expected, type, i));
            if (!equal) {
                return Optional.of(
                        name
                                + " element "
                                + i
                                + " is "
                                + Elements.real(data, actual.elementType(), i)
                                + ", not "
                                + Elements.real(expected, type, i));
            }
        }
        return Optional.empty();
    }

    static Optional<String> ofShape(String name, long[] shape, Tensor actual) {
        return Arrays.equals(actual.shape(), shape)
                ? Optional.empty()
                : Optional.of(
                        name
                                + " has shape "
                                + Arrays.toString(actual.shape())
                                + ", not "
                                + Arrays.toString(shape));
    }

    static Optional<String> ofType(String name, ElementType type, Tensor actual) {
        return actual.elementType() == type
                ? Optional.empty()
                : Optional.of(name + " is " + actual.elementType() + ", not " + type);
    }

    private boolean isNear(double actual, double expected) {
        return actual == expected
                || Double.isNaN(actual) && Double.isNaN(expected)
                || Math.abs(actual - expected) <= tolerance * Math.max(scale, Math.abs(expected));
    }
}
