package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// `Ndtri(p)`, the quantile of the normal distribution, and `Erfinv(x) = Ndtri((x + 1) / 2) / sqrt
/// 2`.
@TfOp({"Erfinv", "Ndtri"})
final class TfQuantile implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term given = Term.input(node, 0, g);
        Term x = given.type().bits() < 32 ? given.convert(ElementType.F32) : given;
        return List.of(quantile(node, x).convert(given.type()).value());
    }

    private static Term quantile(OpNode node, Term x) {
        if (node.op().equals("Ndtri")) {
            return Quantiles.of(x.minus(0.5), x.min(x.negative().plus(1)));
        }
        Term tail = x.abs().negative().plus(1).times(0.5);
        return Quantiles.of(x.times(0.5), tail).times(Math.sqrt(0.5));
    }
}
