package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.CumSum;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.ReduceProd;
import org.tf2ov.tensor.ElementType;

/// `Cumsum(x, axis; exclusive, reverse)`: running sums; `Cumprod`: running products;
/// `CumulativeLogsumexp`: logarithms of running sums of exponentials.
@TfOp({"Cumprod", "Cumsum", "CumulativeLogsumexp"})
final class TfCumulative implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean exclusive = node.attr("exclusive", false);
        boolean reverse = node.attr("reverse", false);
        Value x = node.input(0);
        if (node.op().equals("Cumsum")) {
            return List.of(
                    g.add(node.name(), new CumSum(exclusive, reverse), List.of(x, node.input(1))));
        }
        Formula f = new Formula(g);
        int rank = node.rank(0);
        int place = node.axis(node.knownNumber(1, "axis"), rank);
        boolean product = node.op().equals("Cumprod");
        Running running =
                product
                        ? new Running(Term::times, 1)
                        : new Running(TfCumulative::joined, lowest(x.type().element()));
        if (x.shape().dimension(place).isStatic()) {
            return List.of(running.along(f, x, place, exclusive, reverse));
        }
        Value rows = running.rows(f, x, place, exclusive, reverse);
        Value axes = f.numbers(place + 1);
        if (product) {
            return List.of(g.add(new ReduceProd(false), rows, axes));
        }
        Term largest = new Term(g, g.add(new ReduceMax(true), rows, axes));
        Term parts = new Term(g, rows).minus(largest).exp();
        Term sum = new Term(g, f.sum(parts.value(), place + 1)).log();
        return List.of(sum.plus(new Term(g, f.squeeze(largest.value(), place + 1))).value());
    }

    /// `ln(e^a + e^b)`
    private static Term joined(Term a, Term b) {
        Term less = a.minus(b).abs().negative();
        return a.max(b).plus(Formulas.logarithmOfOneMore(less.exp()));
    }

    private static double lowest(ElementType type) {
        return switch (type) {
            case F16 -> -65504;
            case F64 -> -Double.MAX_VALUE;
            default -> -Float.MAX_VALUE;
        };
    }
}
