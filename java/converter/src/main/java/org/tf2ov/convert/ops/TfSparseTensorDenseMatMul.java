package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `SparseTensorDenseMatMul(places, values, shape, b; adjoint_a, adjoint_b)`: each value of the
/// sparse matrix adds a row of `b`, multiplied by it, to one row of the product.
@TfOp("SparseTensorDenseMatMul")
final class TfSparseTensorDenseMatMul implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Sparse a = Sparse.of(f, node, 0);
        Value b = node.input(3);
        boolean adjoint = node.attr("adjoint_a", false);
        Value rows = f.column(a.places(), adjoint ? 1 : 0);
        Value columns = f.column(a.places(), adjoint ? 0 : 1);
        Value right = node.attr("adjoint_b", false) ? f.transpose(b, List.of(1, 0)) : b;
        Value parts = f.multiply(f.unsqueeze(a.values(), 1), f.gather(right, columns, 0));
        Value height = f.gather(a.shape(), f.numbers(adjoint ? 1 : 0), 0);
        return List.of(new Segments(f, rows, parts, height).sum());
    }
}
