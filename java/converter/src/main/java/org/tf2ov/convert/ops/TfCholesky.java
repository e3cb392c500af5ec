package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `Cholesky(x)`, which looks at the lower triangle only.
@TfOp("Cholesky")
final class TfCholesky implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of(Matrices.input(node, 0, g).cholesky());
    }
}
