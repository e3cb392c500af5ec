package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// Brings a constant factor to the product whose weights can take it.
///
///     y = Multiply(Add(x, Constant(b)), Constant(s))
///     y = Add(Multiply(x, Constant(s)), Constant(b * s))
public final class MoveScaleAboveShift implements Rewrite {
    private static final Pattern X = Pattern.any().where(v -> v.constant().isEmpty());
    private static final Pattern SHIFT = Pattern.constant();
    private static final Pattern SHIFTED = Pattern.either(Add.class, X, SHIFT);
    private static final Pattern FACTORS = Pattern.constant();
    private static final Pattern SCALED = Pattern.either(Multiply.class, SHIFTED, FACTORS);

    @Override
    public Pattern pattern() {
        return SCALED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value x = match.value(X);
        Value scaled = match.value(SCALED);
        boolean applies =
                match.usedOnce(match.value(SHIFTED))
                        && scaled.type().element().isFloat()
                        && x.shape().equals(match.value(SHIFTED).shape());
        if (!applies) {
            return Optional.empty();
        }
        Value factors = match.value(FACTORS);
        Value product = g.add(new Multiply(), x, factors);
        Value shift = g.add(new Multiply(), match.value(SHIFT), factors);
        return Optional.of(g.add(scaled.node().name(), new Add(), List.of(product, shift)));
    }
}
