package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// What is reversed twice along a dimension is as it was, also with a transpose in between.
///
///     y = Slice[::-1](Slice[::-1](x))         y = Slice[::-1](Transpose[p](Slice[::-1](x)))
///     y = x                                   y = Transpose[p](x)
public final class JoinReversals implements Rewrite {
    private static final Pattern OUTER =
            Pattern.op(Slice.class).where(value -> Reversal.of(value).isPresent());

    @Override
    public Pattern pattern() {
        return OUTER;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Reversal outer = Reversal.of(match.value(OUTER)).orElseThrow();
        Value between = outer.tensor();
        if (between.op() instanceof Transpose(List<Integer> order)) {
            return Reversal.of(between.input(0))
                    .filter(inner -> inner.axis() == order.get(outer.axis()))
                    .map(inner -> g.add(new Transpose(order), inner.tensor()));
        }
        return Reversal.of(between)
                .filter(inner -> inner.axis() == outer.axis())
                .map(Reversal::tensor);
    }
}
