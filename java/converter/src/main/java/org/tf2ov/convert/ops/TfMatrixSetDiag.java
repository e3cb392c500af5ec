package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `MatrixSetDiag(x, diagonal)` and its later versions replace diagonals of matrices.
@TfOp({"MatrixSetDiag", "MatrixSetDiagV2", "MatrixSetDiagV3"})
final class TfMatrixSetDiag implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        boolean main = node.op().equals("MatrixSetDiag");
        Diagonals diagonals =
                Diagonals.of(node, f, main ? -1 : 2, f.dimension(x, -2), f.dimension(x, -1));
        return List.of(diagonals.onto(node.input(1), x));
    }
}
