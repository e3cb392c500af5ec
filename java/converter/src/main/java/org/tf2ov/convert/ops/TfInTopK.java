package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReduceLogicalAnd;
import org.tf2ov.tensor.ElementType;

/// `InTopK(predictions, targets; k)` says of each row whether fewer than `k` predictions are larger
/// than that of the target. It is false where the target is no class, and where its prediction or a
/// larger one is not finite.
@TfOp({"InTopK", "InTopKV2"})
final class TfInTopK implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value predictions = node.input(0);
        Value targets = f.i64(node.input(1));
        Value k =
                node.op().equals("InTopKV2") ? f.i64(node.input(2)) : f.number(node.attr("k", 0L));
        Value classes = f.dimension(predictions, 1);
        Term target = new Term(g, targets);
        Term isClass = target.atLeast(0).and(target.less(new Term(g, classes)));
        Value place = isClass.choose(target, target.number(0)).value();
        // The prediction for the target of each row, by its place among all predictions.
        Value rows = f.range(f.dimension(predictions, 0));
        Value flat = f.reshape(predictions, -1);
        Term own =
                new Term(
                        g,
                        f.unsqueeze(f.gather(flat, f.add(f.multiply(rows, classes), place), 0), 1));
        Term all = new Term(g, predictions);
        Value larger = f.sum(all.greater(own).convert(ElementType.I64).value(), 1);
        // Every prediction that counts before the answer is clear must be finite; TensorFlow looks
        // at all of them.
        Term finite =
                new Term(
                        g, g.add(new ReduceLogicalAnd(false), isFinite(all).value(), f.numbers(1)));
        return List.of(new Term(g, larger).less(new Term(g, k)).and(isClass).and(finite).value());
    }

    private static Term isFinite(Term x) {
        return x.isNan().or(x.isInfinite()).not();
    }
}
