package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Roll;

/// `Roll(x, shift, axis)`: what leaves at one end of a dimension comes back at the other.
@TfOp("Roll")
final class TfRoll implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value shift = f.flat(node.input(1));
        Value axes = f.flat(node.input(2));
        return List.of(g.add(node.name(), new Roll(), List.of(node.input(0), shift, axes)));
    }
}
