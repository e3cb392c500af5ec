package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.GreaterEqual;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.LogicalAnd;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Minimum;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.ReduceLogicalAnd;
import org.tf2ov.tensor.ElementType;

/// `SparseSlice(places, values, shape, begin, size)`: what lies in a box, and the shape that the
/// box has in the tensor.
@TfOp("SparseSlice")
final class TfSparseSlice implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Sparse sparse = Sparse.of(f, node, 0);
        Value begin = f.i64(node.input(3));
        Value size = f.i64(node.input(4));
        Value moved = f.subtract(sparse.places(), begin);
        Value inside =
                g.add(
                        new LogicalAnd(),
                        g.add(new GreaterEqual(), moved, f.number(0)),
                        g.add(new Less(), moved, size));
        Value all = g.add(new ReduceLogicalAnd(false), inside, f.number(1));
        Value chosen = f.squeeze(g.add(new NonZero(ElementType.I64), all), 0);
        Value left = g.add(new Maximum(), f.subtract(sparse.shape(), begin), f.number(0));
        return List.of(
                f.gather(moved, chosen, 0),
                f.gather(sparse.values(), chosen, 0),
                g.add(new Minimum(), size, left));
    }
}
