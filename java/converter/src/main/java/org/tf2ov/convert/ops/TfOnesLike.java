package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.BroadcastMode;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.tensor.ElementType;

/// `OnesLike(x)` and `ZerosLike(x)`: ones or zeros in the shape and type of another tensor.
@TfOp({"OnesLike", "ZerosLike"})
final class TfOnesLike implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        Value number = g.scalar(x.type().element(), node.op().equals("OnesLike") ? 1 : 0);
        Value shape = g.add(new ShapeOf(ElementType.I64), x);
        return List.of(
                g.add(node.name(), new Broadcast(BroadcastMode.NUMPY), List.of(number, shape)));
    }
}
