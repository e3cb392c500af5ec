package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Atan;

/// `Atan2(y, x)` is the angle of the point `(x, y)`, from -pi to pi.
@TfOp("Atan2")
final class TfAtan2 implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        return List.of(angle(Term.input(node, 0, g), Term.input(node, 1, g)).value());
    }

    /// The angle in the first quadrant, turned by the signs of `y` and `x`. As in C, zeros have a
    /// sign, and of two infinities only the signs count.
    static Term angle(Term y, Term x) {
        Term bothInfinite = y.isInfinite().and(x.isInfinite());
        Term bothZero = y.equal(0).and(x.equal(0));
        Term ratio = y.abs().over(x.abs());
        Term slope = bothInfinite.choose(y.number(1), bothZero.choose(y.number(0), ratio));
        Term acute = slope.then(new Atan());
        Term upper = isNegative(x).choose(acute.negative().plus(Math.PI), acute);
        return isNegative(y).choose(upper.negative(), upper);
    }

    /// A negative zero is told by its reciprocal.
    private static Term isNegative(Term x) {
        return x.less(0).or(x.inverse().less(0));
    }
}
