package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// The broadcasting rule of NumPy for shapes that are partly known: dimensions are aligned at the
/// end, missing ones are 1, and a 1 takes the size of the other.
final class Broadcasting {
    private Broadcasting() {}

    static PartialShape numpy(PartialShape a, PartialShape b) {
        if (!a.hasRank() || !b.hasRank()) {
            return PartialShape.DYNAMIC;
        }
        int rank = Math.max(a.rank(), b.rank());
        List<Dimension> dimensions = new ArrayList<>(rank);
        for (int i = 0; i < rank; i++) {
            Dimension left = fromEnd(a, rank - i);
            Dimension right = fromEnd(b, rank - i);
            boolean leftMayBeOne = left.contains(1);
            boolean rightMayBeOne = right.contains(1);
            Require.that(
                    leftMayBeOne || rightMayBeOne || left.overlaps(right),
                    "shapes [%s] and [%s] do not broadcast: %s against %s",
                    a,
                    b,
                    left,
                    right);
            dimensions.add(merge(left, right));
        }
        return PartialShape.of(dimensions);
    }

    /// The known elements of a tensor, repeated to a small shape that it broadcasts to.
    static List<Dimension> elements(Value x, PartialShape shape) {
        return repeat(x.elements().orElseThrow(), x.shape(), shape);
    }

    /// Elements in row-major order of a shape, repeated to a small shape that it broadcasts to.
    static <T> List<T> repeat(List<T> elements, PartialShape from, PartialShape to) {
        int missing = to.rank() - from.rank();
        long[] own = from.toArray();
        List<T> repeated = new ArrayList<>();
        for (long[] place : Contents.places(to)) {
            long[] source = new long[own.length];
            for (int i = 0; i < own.length; i++) {
                source[i] = own[i] == 1 ? 0 : place[i + missing];
            }
            repeated.add(elements.get((int) Contents.index(own, source)));
        }
        return repeated;
    }

    private static Dimension merge(Dimension left, Dimension right) {
        if (left.contains(1) && right.contains(1)) {
            return left.is(1) ? right : right.is(1) ? left : left.union(right);
        }
        return left.contains(1) ? right : right.contains(1) ? left : left.intersect(right);
    }

    private static Dimension fromEnd(PartialShape shape, int distance) {
        return distance <= shape.rank() ? shape.dimension(-distance) : Dimension.of(1);
    }
}
