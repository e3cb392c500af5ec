package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.GatherTree;

/// `GatherTree(steps, parents, lengths, end)` of TensorFlow Addons: beams followed back from the
/// last step. The runtime takes only one type for all inputs.
@TfOp({"Addons>GatherTree", "GatherTree"})
final class TfGatherTree implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of(g.add(node.name(), new GatherTree(), node.inputs()));
    }
}
