package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Swish;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// A value times its sigmoid is one operation.
///
///     y = x * Sigmoid(b * x)
///     y = Swish(x, b)             without b if it is 1
///
/// Source: Ramachandran, Zoph and Le, Searching for Activation Functions.
public final class FuseSwish implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern SIGMOID = Pattern.op(Sigmoid.class, Pattern.any());
    private static final Pattern PRODUCT = Pattern.either(Multiply.class, X, SIGMOID);

    @Override
    public Pattern pattern() {
        return PRODUCT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value product = match.value(PRODUCT);
        Value x = match.value(X);
        if (!product.type().equals(x.type())) {
            return Optional.empty();
        }
        Optional<Double> factor = factor(match.value(SIGMOID).input(0), x);
        String name = product.node().name();
        return factor.map(b ->
                g.add(
                        name,
                        new Swish(),
                        b == 1 ? List.of(x) : List.of(x, g.scalar(x.type().element(), b))));
    }

    private static Optional<Double> factor(Value inside, Value x) {
        return Polynomial.of(inside, x)
                .map(all -> all.coefficient(List.of(1)))
                .filter(b ->
                        b != 0
                                && Polynomial.of(inside, x)
                                        .orElseThrow()
                                        .is(new Polynomial(Map.of(List.of(1), b)), 0));
    }
}
