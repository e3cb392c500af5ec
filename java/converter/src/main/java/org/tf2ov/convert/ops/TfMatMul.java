package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;

/// `MatMul(a, b; transpose_a, transpose_b)`.
@TfOp("MatMul")
final class TfMatMul implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        MatMul product =
                new MatMul(node.attr("transpose_a", false), node.attr("transpose_b", false));
        return List.of(g.add(node.name(), product, List.of(node.input(0), node.input(1))));
    }
}
