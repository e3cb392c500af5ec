package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.LogSoftmax;
import org.tf2ov.ov.op.Softmax;

/// `Softmax` and `LogSoftmax` over the last dimension.
@TfOp({"Softmax", "LogSoftmax"})
final class TfSoftmax implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Op operation = node.op().equals("Softmax") ? new Softmax(-1) : new LogSoftmax(-1);
        return List.of(g.add(node.name(), operation, List.of(node.input(0))));
    }
}
