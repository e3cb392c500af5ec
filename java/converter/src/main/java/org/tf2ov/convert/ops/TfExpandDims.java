package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Unsqueeze;

/// `ExpandDims(x, axis)`.
@TfOp("ExpandDims")
final class TfExpandDims implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        Value axis = node.input(1);
        if (axis.longs().isEmpty() && x.shape().hasRank()) {
            return List.of(at(new Formula(g), x, axis));
        }
        Value known = g.constant(node.knownNumber(1, "axis"));
        return List.of(g.add(node.name(), new Unsqueeze(), List.of(x, known)));
    }

    /// A new dimension at a place that shows when the model runs: dimension `i` is that of `x` in
    /// front of the place, and behind it the one before.
    private static Value at(Formula f, Value x, Value axis) {
        GraphBuilder g = f.g();
        int rank = x.shape().rank();
        Term given = new Term(g, f.reshape(f.i64(axis)));
        Term place = given.less(0).choose(given.plus(rank + 1), given);
        Term i = new Term(g, g.constant(LongStream.rangeClosed(0, rank).toArray()));
        Value one = f.numbers(1);
        Term before = new Term(g, rank == 0 ? one : f.concat(0, f.shapeOf(x), one));
        Term behind = new Term(g, rank == 0 ? one : f.concat(0, one, f.shapeOf(x)));
        Term shape = i.less(place).choose(before, i.equal(place).choose(new Term(g, one), behind));
        return f.reshape(x, shape.value());
    }
}
