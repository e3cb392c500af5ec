package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `MatrixSolve(a, b; adjoint)` and, with a matrix of which only one triangle counts,
/// `MatrixTriangularSolve(a, b; lower, adjoint)`: the product of the inverse and `b`.
@TfOp({"MatrixSolve", "MatrixTriangularSolve"})
final class TfMatrixSolve implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Matrices a = Matrices.input(node, 0, g);
        if (node.op().equals("MatrixTriangularSolve")) {
            Formula f = a.f();
            boolean lower = node.attr("lower", true);
            Value triangle =
                    TfMatrixBandPart.part(
                            f, a.value(), f.number(lower ? -1 : 0), f.number(lower ? 0 : -1));
            a = new Matrices(f, triangle);
        }
        Matrices inverse = a.inverse().transposedIf(node.attr("adjoint", false));
        return List.of(inverse.times(node.input(1)));
    }
}
