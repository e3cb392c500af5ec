package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.PRelu;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.PartialShape;

/// The larger of a value and a part of it is a leaky rectifier.
///
///     y = Maximum(x, Multiply(x, Constant(a)))        0 <= a <= 1
///     y = PRelu(x, a)
public final class FuseSlopedMaximum implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern SAME_X = Pattern.any();
    private static final Pattern SLOPE = Pattern.constant().where(FuseSlopedMaximum::isPart);
    private static final Pattern MAXIMUM =
            Pattern.either(Maximum.class, X, Pattern.either(Multiply.class, SAME_X, SLOPE));

    @Override
    public Pattern pattern() {
        return MAXIMUM;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value maximum = match.value(MAXIMUM);
        Value x = match.value(X);
        if (!x.equals(match.value(SAME_X)) || !x.type().equals(maximum.type())) {
            return Optional.empty();
        }
        Value slope =
                g.constant(
                        match.value(SLOPE).constant().orElseThrow().reshape(PartialShape.SCALAR));
        return Optional.of(g.add(maximum.node().name(), new PRelu(), List.of(x, slope)));
    }

    private static boolean isPart(Value value) {
        return Polynomial.number(value).filter(slope -> 0 <= slope && slope <= 1).isPresent();
    }
}
