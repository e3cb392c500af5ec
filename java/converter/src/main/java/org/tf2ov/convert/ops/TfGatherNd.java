package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.GatherND;

/// `GatherNd(x, indices)`: each row of `indices` is the place of a slice of `x`.
@TfOp("GatherNd")
final class TfGatherNd implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        Value indices = node.input(1);
        int rank = node.rank(1);
        if (rank > 0 && indices.shape().dimension(-1).is(0)) {
            // No coordinates are the place of the whole tensor.
            Formula f = new Formula(g);
            Value batch = f.slice(f.shapeOf(indices), 0, rank - 1, 0);
            return List.of(f.broadcast(x, f.concat(0, batch, f.shapeOf(x))));
        }
        return List.of(g.add(node.name(), new GatherND(0), List.of(x, indices)));
    }
}
