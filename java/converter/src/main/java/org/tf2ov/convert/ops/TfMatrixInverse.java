package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `MatrixInverse(x; adjoint)`.
@TfOp({"BatchMatrixInverse", "MatrixInverse"})
final class TfMatrixInverse implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Matrices x = Matrices.input(node, 0, g);
        return List.of(x.inverse().transposedIf(node.attr("adjoint", false)).value());
    }
}
