package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.ReduceProd;

/// `SparseSoftmax(places, values, shape)` over the values of each row; a row is what only the last
/// coordinate tells apart.
@TfOp("SparseSoftmax")
final class TfSparseSoftmax implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Sparse sparse = Sparse.of(f, node, 0);
        int rank = sparse.rank();
        Value shape = f.slice(sparse.shape(), 0, rank - 1, 0);
        Value places = f.slice(sparse.places(), 0, rank - 1, 1);
        Value rows = new Sparse(f, places, sparse.values(), shape).numbers();
        Value count = f.g().add(new ReduceProd(true), shape, f.numbers(0));
        Value largest = new Segments(f, rows, sparse.values(), count).largest();
        Value exponentials =
                g.add(new Exp(), f.subtract(sparse.values(), f.gather(largest, rows, 0)));
        Value sums = new Segments(f, rows, exponentials, count).sum();
        return List.of(f.divide(exponentials, f.gather(sums, rows, 0)));
    }
}
