package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.tensor.ElementType;

/// `MatMul(a, b; transpose_a, transpose_b)`, and `BatchMatMul(x, y; adj_x, adj_y)` whose leading
/// dimensions broadcast. `BatchMatMulV3` names the element type of the product. The product of
/// `SparseMatMul`, which knows that there are many zeros, is `f32`.
@TfOp({"MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "SparseMatMul"})
final class TfMatMul implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean batch = node.op().startsWith("Batch");
        MatMul product =
                new MatMul(
                        node.attr(batch ? "adj_x" : "transpose_a", false),
                        node.attr(batch ? "adj_y" : "transpose_b", false));
        Formula f = new Formula(g);
        Value a = node.input(0);
        Value b = node.input(1);
        if (node.op().equals("BatchMatMulV3")) {
            ElementType out = node.elementType("Tout");
            a = f.convert(a, out);
            b = f.convert(b, out);
        } else if (node.op().equals("SparseMatMul")) {
            a = f.convert(a, ElementType.F32);
            b = f.convert(b, ElementType.F32);
        }
        return List.of(g.add(node.name(), product, List.of(a, b)));
    }
}
