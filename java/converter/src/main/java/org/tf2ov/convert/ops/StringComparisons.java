package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.LogicalNot;

/// `Equal` and `NotEqual` on strings.
@TfStringOp({"Equal", "NotEqual"})
final class StringComparisons implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value equal = Texts.input(node, 0, g).equal(Texts.input(node, 1, g));
        return List.of(node.op().equals("Equal") ? equal : g.add(new LogicalNot(), equal));
    }
}
