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

/// `RandomShuffle(x)`: the slices along the first dimension in the order of random numbers.
@TfOp("RandomShuffle")
final class TfRandomShuffle implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        Seeds seeds = Seeds.of(node, 0);
        Value count = f.slice(f.shapeOf(x), 0, 1, 0);
        Value numbers =
                new RandomNumbers(f, count, ElementType.F32, seeds.first(), seeds.second())
                        .uniform();
        Value order =
                g.addAll(
                                "",
                                new TopK(0, TopKMode.MIN, TopKSort.VALUE, ElementType.I64, true),
                                List.of(numbers, f.squeeze(count, 0)))
                        .get(1);
        return List.of(f.gather(x, order, 0));
    }
}
