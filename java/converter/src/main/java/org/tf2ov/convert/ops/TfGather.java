package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Gather;

/// `Gather(x, indices)` along the first dimension, `GatherV2(x, indices, axis; batch_dims)`.
@TfOp({"Gather", "GatherV2"})
final class TfGather implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        Value axis = g.scalar(0);
        if (node.op().equals("GatherV2")) {
            axis = f.reshape(f.i64(node.input(2)));
            if (axis.longs().isEmpty()) {
                x = ofOpenShape(f, x, axis);
            }
        }
        int batch = node.number("batch_dims", 0);
        return List.of(g.add(node.name(), new Gather(batch), List.of(x, node.input(1), axis)));
    }

    /// The tensor with a shape that shows only when the model runs: where shapes are known the
    /// runtime asks for the axis when it compiles.
    private static Value ofOpenShape(Formula f, Value x, Value axis) {
        return f.reshape(x, f.add(f.shapeOf(x), f.subtract(axis, axis)));
    }
}
