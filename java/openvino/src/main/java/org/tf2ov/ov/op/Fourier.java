package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// What the discrete Fourier transforms have in common.
enum Fourier {
    /// Complex numbers to complex numbers.
    COMPLEX,
    /// Real numbers to complex ones, without the redundant half.
    FROM_REAL,
    /// Complex numbers without the redundant half to real ones.
    TO_REAL;

    List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2, 3);
        Value x = inputs.get(0);
        Value axes = inputs.get(1);
        Require.real("the tensor", x);
        Require.that(x.type().element() != ElementType.F64, "the tensor must not be f64");
        Require.indices("the axes", axes);
        Require.rank("the axes", axes.shape(), 1);
        if (inputs.size() == 3) {
            Value sizes = inputs.get(2);
            Require.indices("the sizes", sizes);
            Require.rank("the sizes", sizes.shape(), 1);
            Require.that(
                    sizes.shape().overlaps(axes.shape()), "there must be a size for each axis");
        }
        PartialShape shape = x.shape();
        Require.minimumRank("the tensor", shape, this == FROM_REAL ? 1 : 2);
        if (!shape.hasRank()) {
            return List.of(Fact.of(x.type()));
        }
        Require.that(
                this == FROM_REAL || shape.dimension(-1).contains(2),
                "the last dimension must be 2, real and imaginary part, and is %s",
                shape.dimension(-1));
        List<Dimension> real =
                new ArrayList<>(
                        this == FROM_REAL
                                ? shape.dimensions()
                                : shape.dimensions().subList(0, shape.rank() - 1));
        Require.that(
                !axes.shape().hasRank() || axes.shape().dimension(0).min() <= real.size(),
                "there are more axes than %s has dimensions",
                x.type());
        transform(real, axes, inputs.size() == 3 ? Optional.of(inputs.get(2)) : Optional.empty());
        if (this != TO_REAL) {
            real.add(this == COMPLEX ? shape.dimension(-1) : Dimension.of(2));
        }
        return List.of(Fact.of(x.type().withShape(PartialShape.of(real))));
    }

    /// Puts the sizes of the result in the place of those of the tensor.
    private void transform(List<Dimension> dimensions, Value axes, Optional<Value> sizes) {
        if (axes.longs().isEmpty()) {
            if (this != COMPLEX || sizes.isPresent()) {
                dimensions.replaceAll(_ -> Dimension.ANY);
            }
            return;
        }
        List<Integer> places = Axes.normalize(axes.longs().orElseThrow(), dimensions.size());
        Require.that(new HashSet<>(places).size() == places.size(), "the axes %s repeat", places);
        int last = places.getLast();
        if (this != COMPLEX && sizes.isPresent() && sizes.get().longs().isEmpty()) {
            // The runtime leaves the other axes as they are.
            dimensions.set(last, Dimension.ANY);
            return;
        }
        for (int i = 0; i < places.size(); i++) {
            int axis = places.get(i);
            Dimension all = dimensions.get(axis);
            Optional<Dimension> wanted = wanted(sizes, i);
            dimensions.set(axis, axis == last ? lastSize(all, wanted) : wanted.orElse(all));
        }
    }

    /// The size along the last axis, which real numbers need only half of.
    private Dimension lastSize(Dimension all, Optional<Dimension> wanted) {
        Dimension size = wanted.orElse(all);
        return switch (this) {
            case COMPLEX -> size;
            case FROM_REAL -> size.equals(Dimension.ANY) ? size : size.floorDivide(2).plus(1);
            case TO_REAL -> wanted.isPresent() ? size : all.plus(-1).atLeastZero().times(2);
        };
    }

    /// The size that is asked for along an axis; nothing stands for all elements.
    private static Optional<Dimension> wanted(Optional<Value> sizes, int place) {
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        Dimension wanted = sizes.get().elements().map(all -> all.get(place)).orElse(Dimension.ANY);
        return wanted.is(-1) ? Optional.empty() : Optional.of(wanted.atLeastZero());
    }
}
