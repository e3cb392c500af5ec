package org.tf2ov.convert.recurrent;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Loop;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.NodeRewrite;
import org.tf2ov.pass.Pattern;

/// A loop whose first condition is known to fail gives its states as they came. The runtime refuses
/// to read such a loop.
///
///     y = Loop[body](n, false, x)
///     y = x
public final class DropLoopWithoutTrips implements NodeRewrite {
    private static final Pattern LOOP =
            Pattern.op(Loop.class).where(loop -> isFalse(loop.input(1)));

    private static boolean isFalse(Value condition) {
        return condition.longs().filter(known -> known[0] == 0).isPresent()
                || condition
                        .constant()
                        .filter(known -> known.count() == 1 && known.at(0) == 0)
                        .isPresent();
    }

    @Override
    public Pattern pattern() {
        return LOOP;
    }

    @Override
    public Optional<List<Value>> replaceAll(Match match, GraphBuilder g) {
        Value loop = match.value(LOOP);
        return loop.op() instanceof Loop(var _, int states, int _, int collected) && collected == 0
                ? Optional.of(loop.node().inputs().subList(2, 2 + states))
                : Optional.empty();
    }
}
