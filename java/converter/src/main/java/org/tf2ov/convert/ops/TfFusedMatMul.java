package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;

/// A product of matrices with a bias and an activation behind it, as TensorFlow's optimizer writes
/// it.
@TfOp("_FusedMatMul")
final class TfFusedMatMul implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        MatMul product =
                new MatMul(node.attr("transpose_a", false), node.attr("transpose_b", false));
        Value y = g.add(product, node.input(0), node.input(1));
        return List.of(FusedOperations.apply(g, node, y, 2, false));
    }
}
