package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Sqrt;

/// `Rsqrt(x)` is `1 / sqrt(x)`.
@TfOp("Rsqrt")
final class TfRsqrt implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        Value root = g.add(new Sqrt(), x);
        Value one = g.scalar(x.type().element(), 1);
        return List.of(g.add(node.name(), new Divide(true), List.of(one, root)));
    }
}
