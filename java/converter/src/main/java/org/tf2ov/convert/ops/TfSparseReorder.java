package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `SparseReorder(places, values, shape)` brings values into row-major order.
@TfOp("SparseReorder")
final class TfSparseReorder implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Sparse sorted = Sparse.of(new Formula(g), node, 0).sorted();
        return List.of(sorted.places(), sorted.values());
    }
}
