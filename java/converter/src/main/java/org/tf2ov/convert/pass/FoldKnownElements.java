package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// A small integer tensor whose elements are all known becomes a constant, whatever it was computed
/// from: shape arithmetic on known shapes vanishes.
public final class FoldKnownElements implements Rewrite {
    private static final Pattern VALUE =
            Pattern.op(Op.class)
                    .where(value ->
                            !(value.op() instanceof Constant)
                                    && value.node().facts().size() == 1
                                    && value.longs().isPresent());

    @Override
    public Pattern pattern() {
        return VALUE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value value = match.value(VALUE);
        TensorType type = value.type();
        return Optional.of(
                g.constant(
                        Weights.ofLongs(
                                type.element(),
                                type.shape().toArray(),
                                value.longs().orElseThrow())));
    }
}
