package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Unsqueeze;

/// `Pack(values...; axis)` joins tensors along a new dimension.
@TfOp("Pack")
final class TfPack implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        int axis = node.number("axis", 0);
        List<Value> rows =
                node.inputs().stream()
                        .map(value -> g.add(new Unsqueeze(), value, g.constant(axis)))
                        .toList();
        return List.of(g.add(node.name(), new Concat(axis), rows));
    }
}
