package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ScatterNDUpdate;

/// `SparseToDense(indices, shape, values, default)`: a tensor that holds the default but at the
/// places that rows of `indices` name. Indices of a vector need no rows.
@TfOp("SparseToDense")
final class TfSparseToDense implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value indices = node.input(0);
        int rank = node.rank(0);
        if (rank < 2) {
            indices = f.reshape(indices, -1, 1);
        }
        Value dense = f.broadcast(node.input(3), node.input(1));
        Value count = f.slice(f.shapeOf(indices), 0, 1, 0);
        Value values = node.rank(2) == 0 ? f.broadcast(node.input(2), count) : node.input(2);
        return List.of(g.add(node.name(), new ScatterNDUpdate(), List.of(dense, indices, values)));
    }
}
