package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ScatterUpdate;

/// `InvertPermutation(x)`: `y[x[i]] = i`.
@TfOp("InvertPermutation")
final class TfInvertPermutation implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        Value count = f.squeeze(f.shapeOf(x), 0);
        Value places = f.convert(f.range(count), x.type().element());
        return List.of(
                g.add(
                        node.name(),
                        new ScatterUpdate(),
                        List.of(f.multiply(x, f.like(x, 0)), x, places, f.number(0))));
    }
}
