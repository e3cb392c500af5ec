package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.ReduceMin;
import org.tf2ov.ov.op.Round;
import org.tf2ov.ov.op.RoundMode;
import org.tf2ov.tensor.ElementType;

/// `QuantizeAndDequantizeV2(x, min, max; signed_input, num_bits, range_given, round_mode,
/// narrow_range, axis)`: rounds to the multiples of a step such that the range fits into so many
/// bits and zero stays zero. The step is the larger one of
///
///     min / lowest   and   max / highest
///
/// Without a given range it is that of `x`, or of each of its slices along the axis. From `V3` on
/// the number of bits may be an input. Source: TensorFlow, `quantize_and_dequantize_op.h`.
@TfOp({
    "QuantizeAndDequantize",
    "QuantizeAndDequantizeV2",
    "QuantizeAndDequantizeV3",
    "QuantizeAndDequantizeV4"
})
final class TfQuantizeAndDequantize implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        boolean first = node.op().equals("QuantizeAndDequantize");
        Value x = node.input(0);
        boolean given = node.attr("range_given", !first && node.op().endsWith("V3"));
        boolean signed = node.attr("signed_input", true);
        boolean narrow = node.attr("narrow_range", false);
        long axis = node.attr("axis", -1L);
        int bits =
                node.op().endsWith("V3")
                        ? node.knownNumber(3, "number of bits")
                        : node.number("num_bits", 8);
        if (bits < 1 || bits > 24) {
            throw new UntranslatableException(
                    "it rounds to " + bits + " bits; 1 to 24 can be translated");
        }
        if (axis >= 0) {
            node.rank(0);
        }
        double lowest = signed ? -Math.pow(2, bits - 1) + (narrow ? 1 : 0) : 0;
        double highest = Math.pow(2, signed ? bits - 1 : bits) - 1;
        ElementType type = x.type().element();
        Term min;
        Term max;
        if (first) {
            min = new Term(g, g.scalar(type, node.attr("input_min", 0f)));
            max = new Term(g, g.scalar(type, node.attr("input_max", 0f)));
        } else if (given) {
            min = new Term(g, PerAxis.of(f, node.input(1), x, axis));
            max = new Term(g, PerAxis.of(f, node.input(2), x, axis));
        } else {
            min = new Term(g, extreme(f, new ReduceMin(true), x, axis));
            max = new Term(g, extreme(f, new ReduceMax(true), x, axis));
        }
        Term step = step(min, max, lowest, highest);
        Term scale = scale(min, max, lowest, highest);
        Term value = new Term(g, x);
        if (given) {
            value = value.min(step.times(highest)).max(step.times(lowest));
        }
        Term places = value.times(scale);
        String mode = node.attr("round_mode", "HALF_TO_EVEN");
        Term rounded =
                switch (mode) {
                    case "HALF_TO_EVEN" -> places.then(new Round(RoundMode.HALF_TO_EVEN));
                    case "HALF_UP" -> places.plus(0.5).floor();
                    default ->
                            throw new UntranslatableException(
                                    "its round_mode is '"
                                            + mode
                                            + "'; HALF_TO_EVEN and HALF_UP are known");
                };
        return List.of(rounded.times(step).value());
    }

    /// The step, or the smallest number where the range is nothing but zero.
    private static Term step(Term min, Term max, double lowest, double highest) {
        Term fromMax = max.max(0).over(highest);
        Term step = lowest == 0 ? fromMax : fromMax.max(min.min(0).over(lowest));
        return step.max(Float.MIN_NORMAL);
    }

    /// The inverse of the step. TensorFlow divides once more rather than inverting, which decides
    /// where a number lies in the middle of two.
    private static Term scale(Term min, Term max, double lowest, double highest) {
        Term fromMax = max.number(highest).over(max.max(Float.MIN_NORMAL));
        return lowest == 0
                ? fromMax
                : fromMax.min(min.number(lowest).over(min.min(-Float.MIN_NORMAL)));
    }

    private static Value extreme(Formula f, Op reduction, Value x, long axis) {
        int rank = x.shape().hasRank() ? x.shape().rank() : -1;
        if (axis < 0) {
            Value flat = f.reshape(x, -1);
            return f.squeeze(f.g().add(reduction, flat, f.numbers(0)), 0);
        }
        long[] others = LongStream.range(0, rank).filter(other -> other != axis).toArray();
        return others.length == 0 ? x : f.g().add(reduction, x, f.numbers(others));
    }
}
