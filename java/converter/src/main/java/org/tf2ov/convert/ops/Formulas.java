package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Atanh;
import org.tf2ov.ov.op.Tanh;

/// Operations on each element by itself that OpenVINO has not, as formulas of those that it has.
@TfOp({"Expm1", "Inv", "Log1p", "Reciprocal", "Selu", "Softsign"})
final class Formulas implements OpTranslator {
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term x = Term.input(node, 0, g);
        Term y =
                switch (node.op()) {
                    case "Expm1" -> exponentialLessOne(x);
                    case "Inv", "Reciprocal" -> x.inverse();
                    case "Log1p" -> logarithmOfOneMore(x);
                    case "Selu" -> selu(x);
                    case "Softsign" -> x.over(x.abs().plus(1));
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(y.value());
    }

    /// `e^x - 1 = tanh(x/2) (e^x + 1)`, which loses no digits where `x` is small.
    static Term exponentialLessOne(Term x) {
        return x.times(0.5).then(new Tanh()).times(x.exp().plus(1));
    }

    /// `ln(1 + x) = 2 artanh(x / (x + 2))`, which loses no digits where `x` is small; large `x`
    /// would overflow on the way.
    static Term logarithmOfOneMore(Term x) {
        Term precise = x.over(x.plus(2)).then(new Atanh()).times(2);
        return x.greater(1).choose(x.plus(1).log(), precise);
    }

    private static Term selu(Term x) {
        Term negative = exponentialLessOne(x.min(0)).times(SELU_ALPHA);
        return x.max(0).plus(negative).times(SELU_SCALE);
    }
}
