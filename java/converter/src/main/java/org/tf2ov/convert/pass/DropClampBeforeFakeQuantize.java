package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// An activation that only cuts off what the rounding behind it cuts off too is left out.
///
///     y = FakeQuantize(Relu(x), low, high, …)                  with all of low ≥ 0
///     y = FakeQuantize(Clamp[min, max](x), low, high, …)       with min ≤ low and high ≤ max too
///     y = FakeQuantize(x, low, high, …)
public final class DropClampBeforeFakeQuantize implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern CLAMPED = Pattern.op(Op.class, X);
    private static final Pattern LOW = Pattern.constant();
    private static final Pattern HIGH = Pattern.constant();
    private static final Pattern ROUNDED =
            Pattern.op(FakeQuantize.class, CLAMPED, LOW, HIGH, Pattern.any(), Pattern.any());

    @Override
    public Pattern pattern() {
        return ROUNDED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value rounded = match.value(ROUNDED);
        float[] lows = match.value(LOW).constant().orElseThrow().floats();
        float[] highs = match.value(HIGH).constant().orElseThrow().floats();
        boolean implied =
                switch (match.value(CLAMPED).op()) {
                    case Relu _ -> areWithin(lows, 0, Double.POSITIVE_INFINITY);
                    case Clamp(double min, double max) ->
                            areWithin(lows, min, max) && areWithin(highs, min, max);
                    default -> false;
                };
        if (!implied) {
            return Optional.empty();
        }
        List<Value> inputs = new ArrayList<>(rounded.node().inputs());
        inputs.set(0, match.value(X));
        return Optional.of(g.add(rounded.node().name(), rounded.op(), inputs));
    }

    private static boolean areWithin(float[] numbers, double least, double most) {
        for (float number : numbers) {
            if (!(least <= number && number <= most)) {
                return false;
            }
        }
        return true;
    }
}
