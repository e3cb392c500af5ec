package org.tf2ov.convert.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Round;
import org.tf2ov.ov.op.RoundMode;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `FakeQuantWithMinMaxArgs(x; min, max, num_bits, narrow_range)` and its kind round to one of
/// `2^num_bits` values between two bounds. The bounds are moved so that one of the values is zero:
///
///     scale = (max - min) / (highest - lowest)
///     zero = round(lowest - min / scale), at least lowest and at most highest
///     min' = (lowest - zero) * scale,  max' = (highest - zero) * scale
///
/// Where both bounds are zero, so is everything. Source: TensorFlow, `fake_quant_ops_functor.h`.
@TfOp({"FakeQuantWithMinMaxArgs", "FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxVarsPerChannel"})
final class TfFakeQuant implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        int bits = node.number("num_bits", 8);
        if (bits < 2 || bits > 16) {
            throw new UntranslatableException("its num_bits is " + bits + "; 2 to 16 are known");
        }
        int lowest = node.attr("narrow_range", false) ? 1 : 0;
        int highest = (1 << bits) - 1;
        Value x = node.input(0);
        Value min;
        Value max;
        if (node.op().endsWith("Args")) {
            min = g.scalar(ElementType.F32, node.attr("min", -6f));
            max = g.scalar(ElementType.F32, node.attr("max", 6f));
        } else {
            min = node.input(1);
            max = node.input(2);
        }
        if (node.op().endsWith("PerChannel") && x.shape().hasRank() && x.shape().rank() > 1) {
            long[] shape = new long[x.shape().rank()];
            Arrays.fill(shape, 1);
            shape[shape.length - 1] = -1;
            min = f.reshape(min, shape);
            max = f.reshape(max, shape);
        }
        Value low;
        Value high;
        Optional<Weights> knownMin = constant(min);
        Optional<Weights> knownMax = constant(max);
        if (knownMin.isPresent() && knownMax.isPresent()) {
            float[] lows = knownMin.get().floats();
            float[] highs = knownMax.get().floats();
            nudge(lows, highs, lowest, highest);
            low = g.constant(Weights.ofFloats(min.shape().toArray(), lows));
            high = g.constant(Weights.ofFloats(max.shape().toArray(), highs));
        } else {
            Term minimum = new Term(g, min);
            Term maximum = new Term(g, max);
            Term scale = maximum.minus(minimum).over(highest - lowest);
            Term zero =
                    minimum.over(scale)
                            .negative()
                            .plus(lowest)
                            .max(lowest)
                            .min(highest)
                            .then(new Round(RoundMode.HALF_AWAY_FROM_ZERO));
            Term nothing = minimum.equal(0).and(maximum.equal(0));
            low = nothing.choose(minimum, zero.number(lowest).minus(zero).times(scale)).value();
            high = nothing.choose(maximum, zero.number(highest).minus(zero).times(scale)).value();
        }
        boolean openChannels =
                node.op().endsWith("PerChannel")
                        && (!x.shape().hasRank() || !x.shape().dimension(-1).isStatic());
        if (bits > 8 || openChannels) {
            // The CPU plug-in does not compile the one and takes wrong bounds for the other.
            return List.of(formula(new Term(g, x), low, high, highest - lowest));
        }
        return List.of(
                g.add(
                        node.name(),
                        new FakeQuantize(highest - lowest + 1),
                        List.of(x, low, high, low, high)));
    }

    private static Value formula(Term x, Value low, Value high, int steps) {
        Term least = new Term(x.g(), low);
        Term most = new Term(x.g(), high);
        Term scale = most.minus(least).over(steps);
        Term zero = least.over(scale).negative().plus(0.5).floor();
        Term place = x.max(least).min(most).minus(least).over(scale);
        Term rounded = place.minus(zero).plus(0.5).floor().times(scale);
        return scale.equal(0).choose(least, rounded).value();
    }

    /// The contents of a constant, also through the reshape of one.
    private static Optional<Weights> constant(Value value) {
        if (value.op() instanceof Reshape && value.shape().isStatic()) {
            return value.input(0).constant().map(weights -> weights.reshape(value.shape()));
        }
        return value.constant();
    }

    private static void nudge(float[] mins, float[] maxs, int lowest, int highest) {
        for (int i = 0; i < mins.length; i++) {
            float min = mins[i];
            float max = maxs[i];
            if (min == 0 && max == 0) {
                continue;
            }
            float scale = (max - min) / (highest - lowest);
            float place = lowest - min / scale;
            float zero =
                    place < lowest
                            ? lowest
                            : place > highest ? highest : (float) Math.floor(place + 0.5);
            mins[i] = (lowest - zero) * scale;
            maxs[i] = (highest - zero) * scale;
        }
    }
}
