package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Quantization;
import org.tf2ov.tensor.Weights;

/// Weights that are rounded to at most 256 values, of which zero is one, are stored as bytes.
///
///     y = FakeQuantize[levels](Constant(w), low, high, low, high)
///     y = Multiply(Convert(Constant(quantize(w) : i8)), step)                  if -128 … 127 suffice
///     y = Multiply(Subtract(Convert(Constant(quantize(w) : i8)), zero), step)  else
///
/// Both compute a whole multiple of the step, which is what TensorFlow computes. It stays away where
/// the bounds are no multiples of one step, or if what is rounded is then mapped to other bounds.
public final class StoreQuantizedWeights implements Rewrite {
    /// By how much of the range bounds may miss a multiple of the step: what rounding to `f32` does
    /// to them.
    private static final float SLACK = 4e-7f;

    private static final Pattern WEIGHTS =
            Pattern.constant().where(value -> value.type().element() == ElementType.F32);
    private static final Pattern LOW = Pattern.constant();
    private static final Pattern HIGH = Pattern.constant();
    private static final Pattern RESULT_LOW = Pattern.constant();
    private static final Pattern RESULT_HIGH = Pattern.constant();
    private static final Pattern ROUNDED =
            Pattern.op(FakeQuantize.class, WEIGHTS, LOW, HIGH, RESULT_LOW, RESULT_HIGH);

    @Override
    public Pattern pattern() {
        return ROUNDED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value rounded = match.value(ROUNDED);
        Value low = match.value(LOW);
        Value high = match.value(HIGH);
        boolean applies =
                rounded.op() instanceof FakeQuantize(int levels)
                        && levels <= 256
                        && low.shape().equals(high.shape())
                        && areSame(low, match.value(RESULT_LOW))
                        && areSame(high, match.value(RESULT_HIGH));
        if (!applies) {
            return Optional.empty();
        }
        Weights weights = match.value(WEIGHTS).constant().orElseThrow();
        Optional<ChannelBlock> block = ChannelBlock.of(low.shape(), weights.type().shape());
        return block.flatMap(found ->
                Steps.of(low, high, ((FakeQuantize) rounded.op()).levels())
                        .map(steps -> stored(rounded, weights, found, steps, g)));
    }

    private static boolean areSame(Value a, Value b) {
        return a.equals(b)
                || a.type().equals(b.type())
                        && java.util.Arrays.equals(
                                a.constant().orElseThrow().floats(),
                                b.constant().orElseThrow().floats());
    }

    private static Value stored(
            Value rounded, Weights weights, ChannelBlock block, Steps steps, GraphBuilder g) {
        PartialShape shape = weights.type().shape();
        boolean alike = steps.channels().size() == 1;
        Weights merged = alike ? weights : block.merged(weights);
        Weights bytes =
                merged.quantize(alike ? 0 : block.mergedAxis(), steps.channels(), ElementType.I8)
                        .reshape(shape);
        Value real = g.add(new Convert(ElementType.F32), g.constant(bytes));
        if (steps.areShifted()) {
            real = g.add(new Subtract(), real, g.constant(steps.shifts()));
        }
        return g.add(
                rounded.node().name(),
                new Multiply(),
                List.of(real, g.constant(steps.distances())));
    }

    /// How each channel is rounded, and what the whole numbers stand for.
    private record Steps(List<Quantization> channels, Weights distances) {

        static Optional<Steps> of(Value low, Value high, int levels) {
            float[] lows = low.constant().orElseThrow().floats();
            float[] highs = high.constant().orElseThrow().floats();
            float[] distances = new float[lows.length];
            float[] zeros = new float[lows.length];
            boolean fits = true;
            for (int i = 0; i < lows.length; i++) {
                float range = highs[i] - lows[i];
                float distance = range / (levels - 1);
                float zero = distance == 0 ? 0 : Math.round(-lows[i] / distance);
                boolean exact =
                        Float.isFinite(range)
                                && range >= 0
                                && (range == 0 ? lows[i] == 0 : distance >= Float.MIN_NORMAL)
                                && zero >= 0
                                && zero <= levels - 1
                                && Math.abs(zero * distance + lows[i]) <= SLACK * range;
                if (!exact) {
                    return Optional.empty();
                }
                distances[i] = exactDistance(lows[i], highs[i], zero, levels - 1, distance);
                zeros[i] = zero;
                fits &= zero <= 128 && levels - 1 - zero <= 127;
            }
            List<Quantization> channels = new ArrayList<>();
            for (int i = 0; i < lows.length; i++) {
                float range = highs[i] - lows[i];
                channels.add(
                        new Quantization(
                                lows[i],
                                highs[i],
                                range == 0 ? 0 : (levels - 1) / range,
                                zeros[i],
                                fits ? 0 : zeros[i] - 128));
            }
            return Optional.of(
                    new Steps(channels, Weights.ofFloats(low.shape().toArray(), distances)));
        }

        /// The step of which both bounds are the nearest multiples, as they were when the bounds
        /// were made of it: the quotient may have lost the last bit.
        private static float exactDistance(
                float low, float high, float zero, int steps, float quotient) {
            for (float candidate :
                    new float[] {quotient, Math.nextUp(quotient), Math.nextDown(quotient)}) {
                if (-zero * candidate == low && (steps - zero) * candidate == high) {
                    return candidate;
                }
            }
            return quotient;
        }

        boolean areShifted() {
            return channels.stream().anyMatch(channel -> channel.shift() != 0);
        }

        Weights shifts() {
            float[] shifts = new float[channels.size()];
            for (int i = 0; i < shifts.length; i++) {
                shifts[i] = channels.get(i).shift();
            }
            return Weights.ofFloats(distances.type().shape().toArray(), shifts);
        }
    }
}
