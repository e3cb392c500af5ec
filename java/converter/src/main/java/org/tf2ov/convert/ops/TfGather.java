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
        Value axis = node.op().equals("Gather") ? g.scalar(0) : g.scalar(node.known(2, "axis")[0]);
        int batch = Math.toIntExact(node.attr("batch_dims", 0L));
        return List.of(
                g.add(node.name(), new Gather(batch), List.of(node.input(0), node.input(1), axis)));
    }
}
