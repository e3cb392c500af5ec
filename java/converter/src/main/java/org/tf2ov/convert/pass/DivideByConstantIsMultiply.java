package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// Dividing by a constant is multiplying by its reciprocal, but for the last bit; weights can then take it.
///
///     y = Divide(x, Constant(c))
///     y = Multiply(x, Constant(1 / c))
///
/// It stays away from divisors whose reciprocal is no normal number.
public final class DivideByConstantIsMultiply implements Rewrite {
    private static final Pattern X = Pattern.any().where(v -> v.constant().isEmpty());
    private static final Pattern DIVISOR =
            Pattern.constant().where(DivideByConstantIsMultiply::isInvertible);
    private static final Pattern QUOTIENT = Pattern.op(Divide.class, X, DIVISOR);

    @Override
    public Pattern pattern() {
        return QUOTIENT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Weights divisor = match.value(DIVISOR).constant().orElseThrow();
        double[] reciprocals =
                LongStream.range(0, divisor.count()).mapToDouble(i -> 1 / divisor.at(i)).toArray();
        Value factors =
                g.constant(
                        Weights.ofReals(
                                ElementType.F32, divisor.type().shape().toArray(), reciprocals));
        return Optional.of(
                g.add(
                        match.value(QUOTIENT).node().name(),
                        new Multiply(),
                        List.of(match.value(X), factors)));
    }

    private static boolean isInvertible(Value value) {
        Weights weights = value.constant().orElseThrow();
        return weights.type().element() == ElementType.F32
                && weights.count() <= 1 << 16
                && LongStream.range(0, weights.count())
                        .mapToDouble(i -> Math.abs(1 / weights.at(i)))
                        .allMatch(size -> size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE);
    }
}
