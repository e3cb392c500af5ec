package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.ScatterNDReduce;
import org.tf2ov.ov.op.ScatterReduction;
import org.tf2ov.ov.op.Slice;

/// `Bincount(x, size, weights)` and `DenseBincount`: how often each number below `size` occurs in
/// `x`, or what its weights sum up to. `DenseBincount` counts in each row of a matrix by itself,
/// and with `binary_output` says only whether a number occurs.
@TfOp({"Bincount", "DenseBincount"})
final class TfBincount implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        Value size = f.flat(f.i64(node.input(1)));
        Value weights = node.input(2);
        boolean binary = node.attr("binary_output", false);
        Value counted =
                binary || weights.shape().elementCount().is(0)
                        ? f.filled(weights.type().element(), 1, f.sizeOf(x))
                        : f.flat(weights);
        Value isInside = g.add(new Less(), f.i64(x), size);
        Value place = f.select(isInside, f.i64(x), size);
        boolean byRow = node.op().equals("DenseBincount") && node.rank(0) == 2;
        Value rows = byRow ? f.slice(f.shapeOf(x), 0, 1, 0) : f.numbers(1);
        if (byRow) {
            Value width = f.add(size, f.number(1));
            Value starts = f.multiply(f.range(f.squeeze(rows, 0)), width);
            place = f.add(place, f.unsqueeze(starts, 1));
        }
        Value all = f.multiply(rows, f.add(size, f.number(1)));
        Value counts =
                g.add(
                        new ScatterNDReduce(binary ? ScatterReduction.MAX : ScatterReduction.SUM),
                        f.filled(weights.type().element(), 0, all),
                        f.unsqueeze(f.flat(place), 1),
                        counted);
        Value table = byRow ? f.reshape(counts, f.concat(0, rows, f.numbers(-1))) : counts;
        long axis = byRow ? 1 : 0;
        return List.of(
                g.add(
                        node.name(),
                        new Slice(),
                        List.of(table, f.numbers(0), size, f.numbers(1), f.numbers(axis))));
    }
}
