package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Mish;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.SoftPlus;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// A value times the hyperbolic tangent of its soft maximum with 0.
///
///     y = x * Tanh(SoftPlus(x))
///     y = Mish(x)
///
/// Source: Misra, Mish: A Self Regularized Non-Monotonic Activation Function.
public final class FuseMish implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern SAME_X = Pattern.any();
    private static final Pattern TANH = Pattern.op(Tanh.class, Pattern.op(SoftPlus.class, SAME_X));
    private static final Pattern PRODUCT = Pattern.either(Multiply.class, X, TANH);

    @Override
    public Pattern pattern() {
        return PRODUCT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value x = match.value(X);
        return x.equals(match.value(SAME_X))
                ? Optional.of(g.add(match.value(PRODUCT).node().name(), new Mish(), List.of(x)))
                : Optional.empty();
    }
}
