package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.LessEqual;
import org.tf2ov.ov.op.LogicalAnd;
import org.tf2ov.ov.op.LogicalOr;
import org.tf2ov.tensor.ElementType;

/// `MatrixBandPart(x, lower, upper)`: of each matrix the diagonals from `lower` below to `upper`
/// above the main one, zeros elsewhere. A negative number means all.
@TfOp("MatrixBandPart")
final class TfMatrixBandPart implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        return List.of(part(new Formula(g), x, node.input(1), node.input(2)));
    }

    static Value part(Formula f, Value x, Value lower, Value upper) {
        GraphBuilder g = f.g();
        Value rows = f.unsqueeze(f.range(f.dimension(x, -2)), 1);
        Value columns = f.unsqueeze(f.range(f.dimension(x, -1)), 0);
        Value below = within(f, f.subtract(rows, columns), f.i64(lower));
        Value above = within(f, f.subtract(columns, rows), f.i64(upper));
        Value inside = g.add(new LogicalAnd(), below, above);
        if (x.type().element() == ElementType.BOOLEAN) {
            return g.add(new LogicalAnd(), x, inside);
        }
        return f.choose(inside, x, f.like(x, 0));
    }

    private static Value within(Formula f, Value distance, Value limit) {
        GraphBuilder g = f.g();
        return g.add(
                new LogicalOr(),
                g.add(new Less(), limit, f.number(0)),
                g.add(new LessEqual(), distance, limit));
    }
}
