package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Squeeze;

/// `Squeeze(x; squeeze_dims)`; without dimensions it drops all that are 1.
@TfOp("Squeeze")
final class TfSqueeze implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        List<Long> axes =
                node.tf().has("squeeze_dims")
                        ? node.integers("squeeze_dims")
                        : node.integers("axis");
        List<Value> inputs =
                axes.isEmpty() ? List.of(node.input(0)) : List.of(node.input(0), g.constant(axes));
        return List.of(g.add(node.name(), new Squeeze(), inputs));
    }
}
