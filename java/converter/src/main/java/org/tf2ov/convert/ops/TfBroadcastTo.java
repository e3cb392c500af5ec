package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;

/// `BroadcastTo(x, shape)`.
@TfOp("BroadcastTo")
final class TfBroadcastTo implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (node.input(1).shape().elementCount().is(0)) {
            return List.of(node.input(0));
        }
        return List.of(
                g.add(
                        node.name(),
                        new Broadcast(BroadcastMode.NUMPY),
                        List.of(node.input(0), node.input(1))));
    }
}
