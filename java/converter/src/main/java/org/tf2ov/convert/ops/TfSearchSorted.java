package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.SearchSorted;
import org.tf2ov.tensor.ElementType;

/// `LowerBound(rows, values)` and `UpperBound`: where in a sorted row each value would stand,
/// before its equals or behind them.
@TfOp({"LowerBound", "UpperBound"})
final class TfSearchSorted implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ElementType type =
                node.tf().has("out_type") ? node.elementType("out_type") : ElementType.I32;
        return List.of(
                g.add(
                        node.name(),
                        new SearchSorted(node.op().equals("UpperBound"), type),
                        List.of(node.input(0), node.input(1))));
    }
}
