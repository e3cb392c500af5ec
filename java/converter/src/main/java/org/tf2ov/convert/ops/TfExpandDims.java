package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Unsqueeze;

/// `ExpandDims(x, axis)`.
@TfOp("ExpandDims")
final class TfExpandDims implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value axis = g.constant(node.known(1, "axis")[0]);
        return List.of(g.add(node.name(), new Unsqueeze(), List.of(node.input(0), axis)));
    }
}
