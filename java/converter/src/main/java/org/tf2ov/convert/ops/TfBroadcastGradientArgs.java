package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.tensor.ElementType;

/// `BroadcastGradientArgs(a, b)`: the dimensions that broadcasting repeats in a tensor of shape
/// `a`, and those in one of shape `b`; a dimension of 1 counts as repeated.
@TfOp("BroadcastGradientArgs")
final class TfBroadcastGradientArgs implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        ElementType type = node.input(0).type().element();
        return TfBroadcastArgs.aligned(f, node.input(0), node.input(1)).stream()
                .map(shape -> g.add(new Equal(), shape, f.like(shape, 1)))
                .map(isOne -> f.convert(f.flat(g.add(new NonZero(ElementType.I64), isOne)), type))
                .toList();
    }
}
