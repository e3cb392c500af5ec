package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// A constant in another shape is a constant.
///
///     y = Reshape(Constant(w), shape)         also Squeeze and Unsqueeze
///     y = Constant(reshape(w, shape))
public final class FoldReshapeOfConstant implements Rewrite {
    private static final Pattern VALUE =
            Pattern.op(Op.class)
                    .where(value ->
                            Reshapes.is(value.op())
                                    && value.input(0).constant().isPresent()
                                    && value.shape().isStatic());

    @Override
    public Pattern pattern() {
        return VALUE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value value = match.value(VALUE);
        return Optional.of(
                g.constant(value.input(0).constant().orElseThrow().reshape(value.shape())));
    }
}
