package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;

/// `Fill(shape, number)` is a tensor that holds one number everywhere.
@TfOp("Fill")
final class TfFill implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value shape = node.input(0);
        Value number = node.input(1);
        if (shape.shape().elementCount().is(0)) {
            // The CPU plug-in ends the process when it shall broadcast to no dimensions.
            return List.of(number);
        }
        return List.of(
                g.add(node.name(), new Broadcast(BroadcastMode.NUMPY), List.of(number, shape)));
    }
}
