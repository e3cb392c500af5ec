package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CumSum;

/// `Cumsum(x, axis; exclusive, reverse)`: running sums.
@TfOp("Cumsum")
final class TfCumulative implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        CumSum sums = new CumSum(node.attr("exclusive", false), node.attr("reverse", false));
        return List.of(g.add(node.name(), sums, List.of(node.input(0), node.input(1))));
    }
}
