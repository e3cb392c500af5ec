package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CumSum;
import org.tf2ov.ov.op.SparseFillEmptyRows;
import org.tf2ov.tensor.ElementType;

/// `SparseFillEmptyRows(places, values, shape, default)` gives each row that has no value the
/// default in its first column. It says which rows these were, and where each value stands now.
@TfOp("SparseFillEmptyRows")
final class TfSparseFillEmptyRows implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        List<Value> filled =
                g.addAll(
                        node.name(),
                        new SparseFillEmptyRows(),
                        List.of(node.input(1), node.input(2), node.input(0), node.input(3)));
        Value isEmpty = filled.get(2);
        // A value stands behind as many new ones as there are empty rows before its own.
        Value emptyBefore =
                g.add(new CumSum(true, false), f.convert(isEmpty, ElementType.I64), f.number(0));
        Value rows = f.column(node.input(0), 0);
        Value count = f.dimension(node.input(0), 0);
        Value moved = f.add(f.range(count), f.gather(emptyBefore, rows, 0));
        return List.of(filled.get(0), filled.get(1), isEmpty, moved);
    }
}
