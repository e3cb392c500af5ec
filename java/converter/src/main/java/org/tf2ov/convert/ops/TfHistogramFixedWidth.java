package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ScatterNDReduce;
import org.tf2ov.ov.op.ScatterReduction;
import org.tf2ov.tensor.ElementType;

/// `HistogramFixedWidth(x, range, bins)`: how many numbers lie in each of the equal parts of a
/// range; those outside belong to the first or the last one.
@TfOp("HistogramFixedWidth")
final class TfHistogramFixedWidth implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value bins = f.flat(f.i64(node.input(2)));
        ElementType type = node.tf().has("dtype") ? node.elementType("dtype") : ElementType.I32;
        if (type != ElementType.I32 && type != ElementType.I64) {
            throw new UntranslatableException("it counts in " + type.irName());
        }
        Term x = new Term(g, f.flat(node.input(0)));
        Term low = new Term(g, f.gather(node.input(1), f.numbers(0), 0));
        Term high = new Term(g, f.gather(node.input(1), f.numbers(1), 0));
        Term width = high.minus(low).over(new Term(g, f.convert(bins, x.type())));
        Term last = new Term(g, f.convert(f.subtract(bins, f.number(1)), x.type()));
        Term bin = x.max(low).minus(low).over(width).floor().min(last);
        Value ones = f.filled(type, 1, f.shapeOf(x.value()));
        return List.of(
                g.add(
                        node.name(),
                        new ScatterNDReduce(ScatterReduction.SUM),
                        List.of(
                                f.filled(type, 0, bins),
                                f.unsqueeze(f.i64(bin.value()), 1),
                                ones)));
    }
}
