package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Round;
import org.tf2ov.ov.op.RoundMode;

/// `QuantizeV2(x, min, max; mode, round_mode, narrow_range, axis, ensure_minimum_range)` gives
/// whole numbers for the range, and the range that they stand for.
///
/// Source: TensorFlow, `quantize_op.cc` and `quantization_utils.h`.
@TfOp("QuantizeV2")
final class TfQuantize implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        QuantizedType type = QuantizedType.of(node.elementType("T")).exact();
        long axis = node.attr("axis", -1L);
        if (axis >= 0) {
            node.rank(0);
        }
        Term x = Term.input(node, 0, g);
        Term givenMin = new Term(g, PerAxis.of(f, node.input(1), x.value(), axis));
        Term givenMax = new Term(g, PerAxis.of(f, node.input(2), x.value(), axis));
        Term least = givenMin.min(0);
        Term gap =
                givenMin.abs()
                        .max(givenMax.abs())
                        .max(1)
                        .times(node.attr("ensure_minimum_range", 0.01f));
        Term most = givenMax.max(least.plus(gap)).max(0);
        String mode = node.attr("mode", "MIN_COMBINED");
        Term whole;
        switch (mode) {
            case "MIN_COMBINED" -> {
                Term scale = most.minus(least).inverse().times(type.steps());
                Term place = x.min(most).max(least).minus(least).times(scale);
                whole =
                        type.isSigned()
                                ? rounded(place.minus(type.half()))
                                : place.plus(0.5).floor();
            }
            case "MIN_FIRST" -> {
                Term scale = most.minus(least).inverse().times(type.steps());
                Term first = rounded(least.times(scale));
                whole =
                        rounded(x.times(scale))
                                .minus(first.minus(type.lowest()))
                                .max(type.lowest())
                                .min(type.highest());
            }
            case "SCALED" -> {
                double lowest =
                        type.lowest()
                                + (type.isSigned() && node.attr("narrow_range", false) ? 1 : 0);
                // The smaller scale of the two sides; both ends of the range are multiples of it.
                Term scale = most.number(type.highest()).over(most);
                if (lowest < 0) {
                    scale = scale.min(least.number(lowest).over(least.min(-Float.MIN_NORMAL)));
                }
                least = least.number(lowest).over(scale);
                most = most.number(type.highest()).over(scale);
                Term place = x.min(most).max(least).times(scale);
                whole =
                        node.attr("round_mode", "HALF_AWAY_FROM_ZERO").equals("HALF_TO_EVEN")
                                ? place.then(new Round(RoundMode.HALF_TO_EVEN))
                                : rounded(place);
            }
            default ->
                    throw new UntranslatableException(
                            "its mode is '"
                                    + mode
                                    + "'; MIN_COMBINED, MIN_FIRST and SCALED are known");
        }
        Value minimum = axis < 0 ? least.value() : f.reshape(least.value(), -1);
        Value maximum = axis < 0 ? most.value() : f.reshape(most.value(), -1);
        return List.of(whole.convert(type.element()).value(), minimum, maximum);
    }

    private static Term rounded(Term x) {
        return x.then(new Round(RoundMode.HALF_AWAY_FROM_ZERO));
    }
}
