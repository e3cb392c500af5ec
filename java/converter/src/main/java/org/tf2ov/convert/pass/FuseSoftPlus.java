package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Exp;
import org.tf2ov.ov.op.Log;
import org.tf2ov.ov.op.SoftPlus;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// The soft maximum of 0 and a value.
///
///     y = Log(1 + Exp(x))
///     y = SoftPlus(x)
public final class FuseSoftPlus implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern ONE = Pattern.constant().where(FuseSoftPlus::isOne);
    private static final Pattern LOG =
            Pattern.op(Log.class, Pattern.either(Add.class, Pattern.op(Exp.class, X), ONE));

    @Override
    public Pattern pattern() {
        return LOG;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value log = match.value(LOG);
        Value x = match.value(X);
        return log.type().equals(x.type())
                ? Optional.of(g.add(log.node().name(), new SoftPlus(), List.of(x)))
                : Optional.empty();
    }

    private static boolean isOne(Value value) {
        return Polynomial.number(value).filter(number -> number == 1).isPresent();
    }
}
