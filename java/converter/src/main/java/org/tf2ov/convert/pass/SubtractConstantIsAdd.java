package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Negative;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// Subtracting a floating point constant is adding its negative, exactly; sums of constants are then of one kind.
///
///     y = Subtract(x, Constant(c))
///     y = Add(x, Constant(-c))
public final class SubtractConstantIsAdd implements Rewrite {
    private static final Pattern X = Pattern.any().where(v -> v.constant().isEmpty());
    private static final Pattern CONSTANT =
            Pattern.constant()
                    .where(value ->
                            value.type().element().isFloat()
                                    && value.shape().elementCount().value() <= 1 << 16);
    private static final Pattern DIFFERENCE = Pattern.op(Subtract.class, X, CONSTANT);

    @Override
    public Pattern pattern() {
        return DIFFERENCE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value negative = g.add(new Negative(), match.value(CONSTANT));
        return Optional.of(
                g.add(
                        match.value(DIFFERENCE).node().name(),
                        new Add(),
                        List.of(match.value(X), negative)));
    }
}
