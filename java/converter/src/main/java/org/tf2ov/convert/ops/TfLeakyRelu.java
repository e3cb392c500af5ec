package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.PRelu;

/// `LeakyRelu(x; alpha)` is `PRelu(x, alpha)`: the slope becomes an input.
@TfOp("LeakyRelu")
final class TfLeakyRelu implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        Value slope = g.scalar(x.type().element(), node.attr("alpha", 0.2f));
        return List.of(g.add(node.name(), new PRelu(), List.of(x, slope)));
    }
}
