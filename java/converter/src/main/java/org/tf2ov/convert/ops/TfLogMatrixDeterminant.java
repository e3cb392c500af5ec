package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `LogMatrixDeterminant(x)`: the sign of a determinant and the logarithm of its size. The
/// determinants of large matrices themselves would overflow.
@TfOp("LogMatrixDeterminant")
final class TfLogMatrixDeterminant implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term determinants = Matrices.input(node, 0, g).determinants();
        return List.of(determinants.sign().value(), determinants.abs().log().value());
    }
}
