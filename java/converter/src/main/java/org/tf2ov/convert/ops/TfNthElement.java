package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.TopK;
import org.tf2ov.ov.op.TopKMode;
import org.tf2ov.ov.op.TopKSort;
import org.tf2ov.tensor.ElementType;

/// `NthElement(x, n; reverse)` is the last of the `n + 1` smallest elements of each row, or of the
/// largest.
@TfOp("NthElement")
final class TfNthElement implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value n = f.i64(node.input(1));
        TopKMode mode = node.attr("reverse", false) ? TopKMode.MAX : TopKMode.MIN;
        Value sorted =
                g.add(
                        new TopK(-1, mode, TopKSort.VALUE, ElementType.I32, true),
                        node.input(0),
                        f.add(n, f.number(1)));
        return List.of(f.gather(sorted, n, -1));
    }
}
