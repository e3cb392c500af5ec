package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Sums of the rows of a table that indices name.
final class Embeddings {
    private Embeddings() {}

    /// One row for each sum.
    static List<Fact> sums(Value table, Dimension count) {
        Require.minimumRank("the table", table.shape(), 1);
        return List.of(
                Fact.of(
                        table.shape().hasRank()
                                ? table.type().withShape(table.shape().with(0, count))
                                : table.type()));
    }

    /// `i32` or `i64`, all the same.
    static void checkIndices(List<Value> indices) {
        Require.sameElement(indices);
        indices.forEach(each -> Require.indices("the indices", each));
    }

    /// A weight of the table's type for each index.
    static void checkWeights(Value table, Value indices, Value weights) {
        Require.sameElement(table, weights);
        checkSame(indices.shape(), weights.shape());
    }

    static void checkSame(PartialShape a, PartialShape b) {
        Require.that(a.overlaps(b), "[%s] and [%s] must be the same shape", a, b);
    }
}
