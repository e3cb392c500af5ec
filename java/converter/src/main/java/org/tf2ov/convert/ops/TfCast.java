package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convert;

/// `Cast(x; DstT)`.
@TfOp("Cast")
final class TfCast implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of(
                g.add(node.name(), new Convert(node.elementType("DstT")), List.of(node.input(0))));
    }
}
