package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `MatrixDiagPart(x)` and its later versions give diagonals of matrices.
@TfOp({"MatrixDiagPart", "MatrixDiagPartV2", "MatrixDiagPartV3"})
final class TfMatrixDiagPart implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        boolean main = node.op().equals("MatrixDiagPart");
        Value padding = main ? f.like(x, 0) : node.input(2);
        Diagonals diagonals =
                Diagonals.of(node, f, main ? -1 : 1, f.dimension(x, -2), f.dimension(x, -1));
        return List.of(diagonals.part(x, padding));
    }
}
