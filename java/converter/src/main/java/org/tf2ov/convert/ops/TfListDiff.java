package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.LogicalNot;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.ReduceLogicalOr;
import org.tf2ov.tensor.ElementType;

/// `ListDiff(x, y)`: the elements of `x` that are not in `y`, and their places in `x`.
@TfOp("ListDiff")
final class TfListDiff implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        ElementType type = node.tf().has("out_idx") ? node.elementType("out_idx") : ElementType.I32;
        Value x = node.input(0);
        Value equal = g.add(new Equal(), f.unsqueeze(x, 1), f.unsqueeze(node.input(1), 0));
        Value found = g.add(new ReduceLogicalOr(false), equal, f.number(1));
        Value isLeft = g.add(new LogicalNot(), found);
        Value places = f.squeeze(g.add(new NonZero(type), isLeft), 0);
        return List.of(g.add(node.name(), new Gather(0), List.of(x, places, f.number(0))), places);
    }
}
