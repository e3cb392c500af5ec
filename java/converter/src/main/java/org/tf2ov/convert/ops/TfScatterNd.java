package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ScatterNDReduce;
import org.tf2ov.ov.op.ScatterReduction;

/// `ScatterNd(indices, updates, shape)`: slices put into zeros; those for the same place are added
/// up.
@TfOp("ScatterNd")
final class TfScatterNd implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value updates = node.input(1);
        Value zeros = f.broadcast(f.like(updates, 0), node.input(2));
        return List.of(
                g.add(
                        node.name(),
                        new ScatterNDReduce(ScatterReduction.SUM),
                        List.of(zeros, node.input(0), updates)));
    }
}
