package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.PartialShape;

/// Of several changes of shape in a row only the last matters, and one that changes nothing does not.
///
///     y = Reshape(Reshape(x, _), shape)       also Squeeze and Unsqueeze
///     y = Reshape(x, shape)                   or x itself
public final class JoinReshapes implements Rewrite {
    private static final Pattern OUTER = Pattern.op(Op.class).where(v -> Reshapes.is(v.op()));

    @Override
    public Pattern pattern() {
        return OUTER;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value outer = match.value(OUTER);
        Value x = outer.input(0);
        if (isSame(x.shape(), outer.shape())) {
            return Optional.of(x);
        }
        if (!Reshapes.is(x.op())) {
            return Optional.empty();
        }
        Value source = x.input(0);
        return isSame(source.shape(), outer.shape())
                ? Optional.of(source)
                : Reshapes.to(g, source, outer.shape());
    }

    /// Equal, with one unknown dimension at most: that one follows from the others.
    private static boolean isSame(PartialShape a, PartialShape b) {
        return a.equals(b) && Reshapes.hasFixedTarget(a);
    }
}
