package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;

/// `AddN(tensors...)` and `AccumulateNV2` add up tensors of one shape.
@TfOp({"AccumulateNV2", "AddN"})
final class TfAddN implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value sum = node.input(0);
        for (Value other : node.inputs().subList(1, node.inputs().size())) {
            sum = g.add(new Add(), sum, other);
        }
        return List.of(sum);
    }
}
