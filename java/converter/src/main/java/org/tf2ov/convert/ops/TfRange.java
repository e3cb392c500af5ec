package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Range;

/// `Range(start, limit, delta)`: from start in steps of delta until before the limit.
@TfOp("Range")
final class TfRange implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value start = node.input(0);
        return List.of(
                g.add(
                        node.name(),
                        new Range(start.type().element()),
                        List.of(start, node.input(1), node.input(2))));
    }
}
