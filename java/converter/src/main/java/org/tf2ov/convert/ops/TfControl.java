package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// Operations that only wait, check or tell something: nothing of them is left in the IR.
@TfOp({"Assert", "NoOp", "PrintV2"})
final class TfControl implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of();
    }
}
