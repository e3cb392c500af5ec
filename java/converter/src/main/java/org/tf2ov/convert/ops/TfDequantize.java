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
import org.tf2ov.tensor.ElementType;

/// `Dequantize(x, min, max; mode, narrow_range, axis)` gives the real numbers that whole ones of a
/// range stand for.
///
/// Source: TensorFlow, `dequantize_op.cc` and `quantization_utils.h`.
@TfOp("Dequantize")
final class TfDequantize implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        QuantizedType type = QuantizedType.of(node.input(0).type().element());
        ElementType result = node.tf().has("dtype") ? node.elementType("dtype") : ElementType.F32;
        long axis = node.attr("axis", -1L);
        if (axis >= 0) {
            node.rank(0);
        }
        Value whole = node.input(0);
        Term x = new Term(g, f.convert(whole, ElementType.F32));
        Term min = new Term(g, PerAxis.of(f, node.input(1), whole, axis));
        Term max = new Term(g, PerAxis.of(f, node.input(2), whole, axis));
        String mode = node.attr("mode", "MIN_COMBINED");
        Term real =
                switch (mode) {
                    case "MIN_COMBINED" -> {
                        Term scale = max.minus(min).over(type.steps());
                        yield x.plus(type.half()).times(scale).plus(min);
                    }
                    case "MIN_FIRST" -> {
                        Term scale = max.minus(min).over(type.steps());
                        Term first =
                                min.over(scale)
                                        .then(new Round(RoundMode.HALF_AWAY_FROM_ZERO))
                                        .times(scale);
                        yield x.times(scale).plus(first.minus(scale.times(type.lowest())));
                    }
                    case "SCALED" -> {
                        double lowest = type.lowest() + (node.attr("narrow_range", false) ? 1 : 0);
                        Term step = max.over(type.highest());
                        if (type.isSigned()) {
                            step = step.max(min.over(lowest));
                        }
                        yield x.times(step);
                    }
                    default ->
                            throw new UntranslatableException(
                                    "its mode is '"
                                            + mode
                                            + "'; MIN_COMBINED, MIN_FIRST and SCALED are known");
                };
        return List.of(real.convert(result).value());
    }
}
