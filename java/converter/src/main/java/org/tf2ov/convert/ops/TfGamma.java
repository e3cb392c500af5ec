package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Tan;
import org.tf2ov.tensor.ElementType;

/// `Lgamma(x)`, the logarithm of the size of the gamma function, and `Digamma(x)`, its derivative,
/// by the approximation of Lanczos (g = 7, n = 9). With `z = x - 1`,
///
///     A(z) = c0 + c1 / (z + 1) + ... + c8 / (z + 8)
///     lgamma(x) = ln(2 pi) / 2 + (z + 1/2) ln(z + 7.5) - (z + 7.5) + ln A(z)
///
/// and below 1/2 by reflection: `gamma(x) gamma(1 - x) = pi / sin(pi x)`.
@TfOp({"Digamma", "Lgamma"})
final class TfGamma implements OpTranslator {
    private static final double BASE = 0.9999999999998099;
    private static final double[] COEFFICIENTS = {
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        0.000009984369578019572,
        1.5056327351493116e-7
    };
    private static final double SHIFT = 7.5;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term given = Term.input(node, 0, g);
        // The terms of the sum cancel each other: 16 bits would not do.
        Term x = given.type().bits() < 32 ? given.convert(ElementType.F32) : given;
        Term y = node.op().equals("Lgamma") ? logarithm(x) : digamma(x);
        return List.of(y.convert(given.type()).value());
    }

    private static Term logarithm(Term x) {
        Term isLow = x.less(0.5);
        Term z = isLow.choose(x.negative(), x.minus(1));
        Term sum = x.number(BASE);
        for (int i = 0; i < COEFFICIENTS.length; i++) {
            sum = sum.plus(x.number(COEFFICIENTS[i]).over(z.plus(i + 1)));
        }
        Term log = logarithmOfShifted(z);
        // (z + 1/2) log - (z + 7.5), without a difference of two large numbers.
        Term power = z.plus(0.5).minus(z.plus(SHIFT).over(log)).times(log);
        Term upper = power.plus(sum.log()).plus(Math.log(2 * Math.PI) / 2);
        Term fraction = x.minus(x.floor()).abs();
        Term reduced = fraction.min(fraction.negative().plus(1));
        Term sine = reduced.times(Math.PI).sin().log();
        Term reflected =
                sine.isInfinite()
                        .choose(
                                sine.negative(),
                                sine.plus(upper).negative().plus(Math.log(Math.PI)));
        Term result = isLow.choose(reflected, upper);
        return x.isInfinite().choose(x.number(Double.POSITIVE_INFINITY), result);
    }

    private static Term digamma(Term x) {
        Term isLow = x.less(0.5);
        Term z = isLow.choose(x.negative(), x.minus(1));
        Term sum = x.number(BASE);
        Term slope = x.number(0);
        for (int i = 0; i < COEFFICIENTS.length; i++) {
            Term place = z.plus(i + 1);
            Term part = x.number(COEFFICIENTS[i]).over(place);
            sum = sum.plus(part);
            slope = slope.minus(part.over(place));
        }
        Term log = logarithmOfShifted(z);
        Term upper = log.plus(slope.over(sum)).minus(x.number(SHIFT - 0.5).over(z.plus(SHIFT)));
        Term angle = x.minus(x.plus(0.5).floor()).times(Math.PI);
        Term reflected = upper.minus(x.number(Math.PI).over(angle.then(new Tan())));
        Term isPole = x.atMost(0).and(x.equal(x.floor()));
        Term result = isLow.choose(reflected, upper);
        return isPole.choose(x.number(Double.NaN), result);
    }

    /// `ln(z + 7.5)`, precise for small `z`.
    private static Term logarithmOfShifted(Term z) {
        return Formulas.logarithmOfOneMore(z.times(1 / SHIFT)).plus(Math.log(SHIFT));
    }
}
