package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.HSigmoid;
import org.tf2ov.ov.op.HSwish;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// The sigmoid of straight lines, and a value times it.
///
///     y = Clamp[0, 6](x + 3) / 6
///     y = HSigmoid(x)
///
///     y = x * Clamp[0, 6](x + 3) / 6          also x * HSigmoid(x)
///     y = HSwish(x)
///
/// Source: Howard et al., Searching for MobileNetV3.
public final class FuseHSigmoid implements Rewrite {
    private static final Pattern PRODUCT =
            Pattern.op(ElementwiseBinary.class)
                    .where(value -> value.op() instanceof Multiply || value.op() instanceof Divide);

    private static final Polynomial SHIFTED =
            new Polynomial(Map.of(List.of(0), 3.0, List.of(1), 1.0));
    private static final Polynomial SIGMOID = new Polynomial(Map.of(List.of(0, 1), 1 / 6.0));
    private static final Polynomial SWISH = new Polynomial(Map.of(List.of(1, 1), 1 / 6.0));
    private static final Polynomial PRODUCT_OF_BOTH = new Polynomial(Map.of(List.of(1, 1), 1.0));

    @Override
    public Pattern pattern() {
        return PRODUCT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value root = match.value(PRODUCT);
        for (Value part : Polynomial.parts(root)) {
            if (part.op() instanceof HSigmoid && is(root, part.input(0), part, PRODUCT_OF_BOTH)) {
                return Optional.of(g.add(root.node().name(), new HSwish(), List.of(part.input(0))));
            }
            if (part.op() instanceof Clamp(double min, double max) && min == 0 && max == 6) {
                for (Value x : Polynomial.parts(part.input(0))) {
                    Optional<ElementwiseUnary> function = function(root, part, x);
                    if (function.isPresent()) {
                        return Optional.of(g.add(root.node().name(), function.get(), List.of(x)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ElementwiseUnary> function(Value root, Value clamp, Value x) {
        boolean shifted =
                Polynomial.of(clamp.input(0), x)
                        .filter(all -> all.is(SHIFTED, Polynomial.rounding(root)))
                        .isPresent();
        if (!shifted) {
            return Optional.empty();
        }
        return is(root, x, clamp, SWISH)
                ? Optional.of(new HSwish())
                : is(root, x, clamp, SIGMOID) ? Optional.of(new HSigmoid()) : Optional.empty();
    }

    private static boolean is(Value root, Value x, Value function, Polynomial wanted) {
        return root.type().equals(x.type())
                && Polynomial.of(root, x, function)
                        .filter(all -> all.is(wanted, Polynomial.rounding(root)))
                        .isPresent();
    }
}
