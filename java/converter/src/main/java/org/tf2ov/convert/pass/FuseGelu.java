package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.Erf;
import org.tf2ov.ov.op.Gelu;
import org.tf2ov.ov.op.GeluApproximation;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Tanh;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// The Gaussian error linear unit, with the error function or approximated by `tanh`, in whatever order it is written.
///
///     y = x * 0.5 * (1 + Erf(x / sqrt(2)))
///     y = Gelu[ERF](x)
///
///     y = 0.5 * x * (1 + Tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))
///     y = Gelu[TANH](x)
///
/// Source: Hendrycks and Gimpel, Gaussian Error Linear Units.
public final class FuseGelu implements Rewrite {
    private static final Pattern PRODUCT =
            Pattern.op(ElementwiseBinary.class)
                    .where(value ->
                            value.type().element().isFloat()
                                    && (value.op() instanceof Multiply
                                            || value.op() instanceof Divide
                                            || value.op() instanceof Add));

    private static final double ROOT_OF_HALF = Math.sqrt(0.5);
    private static final double SLOPE = Math.sqrt(2 / Math.PI);
    private static final Polynomial OF_TANH =
            new Polynomial(Map.of(List.of(1), SLOPE, List.of(3), SLOPE * 0.044715));

    @Override
    public Pattern pattern() {
        return PRODUCT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value root = match.value(PRODUCT);
        for (Value function : Polynomial.parts(root)) {
            if (function.op() instanceof Erf || function.op() instanceof Tanh) {
                for (Value x : Polynomial.parts(function.input(0))) {
                    Optional<Gelu> gelu = gelu(root, function, x);
                    if (gelu.isPresent()) {
                        return Optional.of(g.add(root.node().name(), gelu.get(), List.of(x)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Gelu> gelu(Value root, Value function, Value x) {
        Optional<Polynomial> inside =
                x.type().equals(root.type())
                        ? Polynomial.of(function.input(0), x)
                        : Optional.empty();
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        double tolerance = Polynomial.rounding(root);
        // Both functions are odd: erf(-u) = -erf(u).
        double sign = Math.signum(inside.get().coefficient(List.of(1)));
        Polynomial of =
                function.op() instanceof Erf
                        ? new Polynomial(Map.of(List.of(1), sign * ROOT_OF_HALF))
                        : OF_TANH;
        Polynomial whole = new Polynomial(Map.of(List.of(1, 0), 0.5, List.of(1, 1), sign * 0.5));
        boolean fits =
                inside.get().is(of, tolerance)
                        && Polynomial.of(root, x, function)
                                .filter(all -> all.is(whole, tolerance))
                                .isPresent();
        return fits
                ? Optional.of(
                        new Gelu(
                                function.op() instanceof Erf
                                        ? GeluApproximation.ERF
                                        : GeluApproximation.TANH))
                : Optional.empty();
    }
}
