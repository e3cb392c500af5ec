package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Erf;

/// `Erfc(x) = 1 - erf(x)`.
@TfOp("Erfc")
final class TfErfc implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term erf = Term.input(node, 0, g).then(new Erf());
        return List.of(erf.negative().plus(1).value());
    }
}
