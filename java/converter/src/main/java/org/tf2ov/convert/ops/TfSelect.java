package org.tf2ov.convert.ops;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Select;

/// `SelectV2(condition, yes, no)` broadcasts as numpy does; the condition of `Select` may be a
/// vector that chooses whole slices.
@TfOp({"Select", "SelectV2"})
final class TfSelect implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value condition = node.input(0);
        if (node.op().equals("Select") && !condition.shape().hasRank(0)) {
            condition = perSlice(new Formula(g), condition, node.rank(1));
        }
        return List.of(
                g.add(node.name(), new Select(), List.of(condition, node.input(1), node.input(2))));
    }

    /// The condition with dimensions of size 1 at the end, so that it has as many as the data.
    private static Value perSlice(Formula f, Value condition, int rank) {
        if (condition.shape().hasRank(1) && rank > 1) {
            return f.unsqueeze(condition, LongStream.range(1, rank).toArray());
        }
        if (condition.shape().hasRank()) {
            return condition;
        }
        // A scalar, a vector or as many dimensions as the data: which of them shows when it runs.
        Value ones = f.g().constant(Collections.nCopies(rank, 1L));
        Value shape = f.concat(0, f.shapeOf(condition), ones);
        return f.reshape(condition, f.slice(shape, 0, rank, 0));
    }
}
