package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Inputs that have a certain rank, whether it is known or not.
final class Ranked {
    private Ranked() {}

    /// The shape, with the rank that it must have.
    static PartialShape of(String what, Value value, int rank) {
        Require.rank(what, value.shape(), rank);
        return value.shape().hasRank() ? value.shape() : PartialShape.ofRank(rank);
    }

    /// What is known of a number that two inputs tell.
    static Dimension merge(String what, Dimension a, Dimension b) {
        Require.that(a.overlaps(b), "%s is both %s and %s", what, a, b);
        return a.intersect(b);
    }
}
