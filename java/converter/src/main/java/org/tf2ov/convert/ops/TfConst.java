package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `Const(; value)`: the bytes stay in the file.
@TfOp("Const")
final class TfConst implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Constant constant = new Constant(node.tf().tensor("value").weights());
        return List.of(g.add(node.name(), constant, List.of()));
    }
}
