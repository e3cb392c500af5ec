package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `L2Loss(x)` is half of the sum of all squares.
@TfOp("L2Loss")
final class TfL2Loss implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Term squares = Term.input(node, 0, g).square();
        Value sum = f.sum(f.reshape(squares.value(), -1), 0);
        return List.of(new Term(g, sum).times(0.5).value());
    }
}
