package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// Limits within limits.
///
///     y = Clamp[c, d](Clamp[a, b](x))         a rectifier is a clamp from 0 on
///     y = Clamp[max(a, c), min(b, d)](x)      if that is not empty
public final class JoinClamps implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern INNER =
            Pattern.op(ElementwiseUnary.class, X).where(value -> isClamp(value.op()));
    private static final Pattern OUTER =
            Pattern.op(ElementwiseUnary.class, INNER).where(value -> isClamp(value.op()));

    @Override
    public Pattern pattern() {
        return OUTER;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value outer = match.value(OUTER);
        Value inner = match.value(INNER);
        double min = Math.max(min(outer.op()), min(inner.op()));
        double max = Math.min(max(outer.op()), max(inner.op()));
        // A clamp of whole numbers rounds its limits.
        if (min > max || !outer.type().element().isFloat()) {
            return Optional.empty();
        }
        Op joined = max == Double.POSITIVE_INFINITY && min == 0 ? new Relu() : new Clamp(min, max);
        return Optional.of(g.add(outer.node().name(), joined, List.of(match.value(X))));
    }

    private static boolean isClamp(Op op) {
        return op instanceof Clamp || op instanceof Relu;
    }

    private static double min(Op op) {
        return op instanceof Clamp(double min, double _) ? min : 0;
    }

    private static double max(Op op) {
        return op instanceof Clamp(double _, double max) ? max : Double.POSITIVE_INFINITY;
    }
}
