package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Concat;

/// `ParallelConcat(rows...)` joins tensors whose first dimension is 1 along it.
@TfOp("ParallelConcat")
final class TfParallelConcat implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of(g.add(node.name(), new Concat(0), node.inputs()));
    }
}
