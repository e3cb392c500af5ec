package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReverseSequence;

/// `ReverseSequence(x, lengths; batch_dim, seq_dim)`.
@TfOp("ReverseSequence")
final class TfReverseSequence implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        int batch = node.number("batch_dim", 0);
        int sequence = node.number("seq_dim", 0);
        return List.of(
                g.add(
                        node.name(),
                        new ReverseSequence(batch, sequence),
                        List.of(node.input(0), node.input(1))));
    }
}
