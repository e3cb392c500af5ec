package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.VariadicSplit;

/// `Split(axis, x; num_split)` into equal parts, `SplitV(x, sizes, axis)` into parts of given
/// sizes.
@TfOp({"Split", "SplitV"})
final class TfSplit implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (node.op().equals("SplitV")) {
            Value axis = g.scalar(node.knownNumber(2, "axis"));
            Value sizes = node.input(1);
            if (!sizes.shape().isStatic() && node.tf().has("num_split")) {
                sizes = new Formula(g).reshape(sizes, node.attr("num_split", 1L));
            }
            return g.addAll(node.name(), new VariadicSplit(), List.of(node.input(0), axis, sizes));
        }
        Value axis = g.scalar(node.knownNumber(0, "axis"));
        return g.addAll(
                node.name(), new Split(node.number("num_split", 1)), List.of(node.input(1), axis));
    }
}
