package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// What is known of the elements of small integer tensors, handed through operations.
final class Contents {
    private Contents() {}

    /// Each element changed on its own; nothing is known if one of them becomes unknown.
    static Fact map(TensorType type, Value x, Function<Dimension, Optional<Dimension>> change) {
        return fact(type, elements(x).flatMap(known -> all(known.stream().map(change).toList())));
    }

    /// The elements where all are present.
    static Optional<List<Dimension>> all(List<Optional<Dimension>> elements) {
        return elements.stream().allMatch(Optional::isPresent)
                ? Optional.of(elements.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    /// The numbers where all are known.
    static Optional<long[]> exact(List<Dimension> elements) {
        return elements.stream().allMatch(Dimension::isStatic)
                ? Optional.of(elements.stream().mapToLong(Dimension::value).toArray())
                : Optional.empty();
    }

    /// A tensor each element of which is some element of `x`.
    ///
    /// @param source gives the place in `x` for a place in the result
    static Fact pick(TensorType type, Value x, UnaryOperator<long[]> source) {
        if (x.elements().isEmpty() || !isSmall(type.shape())) {
            return Fact.of(type);
        }
        List<Dimension> from = x.elements().orElseThrow();
        long[] shape = x.shape().toArray();
        List<Dimension> picked = new ArrayList<>();
        for (long[] place : places(type.shape())) {
            picked.add(from.get((int) index(shape, source.apply(place))));
        }
        return Fact.of(type, picked);
    }

    /// The shape that a one-dimensional integer tensor lists, as far as it is known; -1 is a
    /// dimension that is not.
    static PartialShape asShape(Value value) {
        if (value.elements().isPresent()) {
            List<Dimension> elements = value.elements().orElseThrow();
            Require.that(
                    elements.stream().allMatch(element -> element.min() >= -1),
                    "%s is no shape: a dimension is negative",
                    elements);
            return PartialShape.of(
                    elements.stream()
                            .map(element -> element.min() == -1 ? Dimension.ANY : element)
                            .toList());
        }
        return value.shape().hasRank(1) && value.shape().dimension(0).isStatic()
                ? PartialShape.ofRank((int) value.shape().dimension(0).value())
                : PartialShape.DYNAMIC;
    }

    /// Bounds of each element of a small tensor of integers or booleans (0 and 1).
    static Optional<List<Dimension>> elements(Value value) {
        return value.elements()
                .or(() ->
                        value.constant()
                                .filter(weights -> isFollowed(weights.type()))
                                .map(weights ->
                                        Arrays.stream(weights.longs())
                                                .mapToObj(Dimension::of)
                                                .toList()));
    }

    /// The fact of a tensor whose elements may be known; booleans, too, are followed.
    static Fact fact(TensorType type, Optional<List<Dimension>> elements) {
        return new Fact(type, elements.filter(_ -> isFollowed(type)));
    }

    private static boolean isFollowed(TensorType type) {
        ElementType element = type.element();
        boolean whole =
                element == ElementType.BOOLEAN || element.isInteger() && element.isWholeBytes();
        return whole && isSmall(type.shape());
    }

    /// The number of elements of a one-dimensional tensor, or of a scalar, where it is known.
    static Optional<Integer> count(Value value) {
        return value.shape().isStatic()
                ? Optional.of((int) value.shape().elementCount().value())
                : Optional.empty();
    }

    /// Whether the elements of such a tensor are followed.
    static boolean isSmall(PartialShape shape) {
        return shape.isStatic() && shape.elementCount().max() <= Fact.MOST_ELEMENTS;
    }

    /// All places of a small static shape in row-major order.
    static List<long[]> places(PartialShape shape) {
        long[] dimensions = shape.toArray();
        int count = (int) shape.elementCount().value();
        List<long[]> places = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            places.add(place(dimensions, i));
        }
        return places;
    }

    private static long[] place(long[] shape, long index) {
        long[] place = new long[shape.length];
        long rest = index;
        for (int i = shape.length - 1; i >= 0; i--) {
            place[i] = rest % shape[i];
            rest /= shape[i];
        }
        return place;
    }

    /// The row-major index of a place.
    static long index(long[] shape, long[] place) {
        long index = 0;
        for (int i = 0; i < shape.length; i++) {
            index = index * shape[i] + place[i];
        }
        return index;
    }
}
