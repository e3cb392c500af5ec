package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// A value without elements is a constant without elements, whatever makes it. OpenVINO 2026.4's
/// CPU plug-in ends the process for some operations on nothing, a `Gather` by no indices for one.
public final class FoldEmptyValues implements Rewrite {
    private static final Pattern VALUE =
            Pattern.op(Op.class)
                    .where(value ->
                            !(value.op() instanceof Constant || value.op() instanceof Parameter)
                                    && value.node().facts().size() == 1
                                    && value.type().element() != ElementType.STRING
                                    && value.shape().isStatic()
                                    && value.shape().elementCount().is(0));

    @Override
    public Pattern pattern() {
        return VALUE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value value = match.value(VALUE);
        return Optional.of(
                g.constant(new Weights.Stored(new Bytes.InMemory(new byte[0]), value.type())));
    }
}
