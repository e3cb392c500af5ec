package org.tf2ov.convert.ops;

import java.util.Collections;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.Slice;

/// `Slice(x, begin, size)`; a size of -1 reaches to the end.
@TfOp("Slice")
final class TfSlice implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        if (x.shape().hasRank(0)) {
            return List.of(x);
        }
        Formula f = new Formula(g);
        Value begin = f.i64(node.input(1));
        Value size = f.i64(node.input(2));
        Value end =
                f.select(g.add(new Less(), size, f.number(0)), f.shapeOf(x), f.add(begin, size));
        Value steps =
                x.shape().hasRank()
                        ? g.constant(Collections.nCopies(x.shape().rank(), 1L))
                        : f.broadcast(f.number(1), f.shapeOf(begin));
        return List.of(g.add(node.name(), new Slice(), List.of(x, begin, end, steps)));
    }
}
