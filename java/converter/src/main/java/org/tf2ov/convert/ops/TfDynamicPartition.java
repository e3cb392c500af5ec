package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.tensor.ElementType;

/// `DynamicPartition(x, parts; num_partitions)`: the rows of `x` that belong to each part.
@TfOp("DynamicPartition")
final class TfDynamicPartition implements OpTranslator {
    private static final int MOST_PARTS = 65536;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value parts = f.flat(node.input(1));
        int rank = node.rank(1);
        Value rows = rank == 0 ? f.unsqueeze(node.input(0), 0) : f.joinFirst(node.input(0), rank);
        long count = node.number("num_partitions", 1);
        if (count < 1 || count > MOST_PARTS) {
            throw new UntranslatableException(
                    "its num_partitions is "
                            + count
                            + "; from 1 to "
                            + MOST_PARTS
                            + " are possible");
        }
        List<Value> all = new ArrayList<>();
        for (long part = 0; part < count; part++) {
            Value isPart = g.add(new Equal(), parts, f.like(parts, (double) part));
            Value places = f.squeeze(g.add(new NonZero(ElementType.I64), isPart), 0);
            all.add(f.gather(rows, places, 0));
        }
        return all;
    }
}
