package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// A transposed constant is a constant; the permutation is done when the weights are written.
///
///     y = Transpose[p](Constant(w))
///     y = Constant(permute(w, p))
public final class FoldTransposeOfConstant implements Rewrite {
    private static final Pattern WEIGHTS = Pattern.constant();
    private static final Pattern TRANSPOSE = Pattern.op(Transpose.class, WEIGHTS);

    @Override
    public Pattern pattern() {
        return TRANSPOSE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value weights = match.value(WEIGHTS);
        boolean permutable = weights.type().element().isWholeBytes();
        return match.value(TRANSPOSE).op() instanceof Transpose(List<Integer> order) && permutable
                ? Optional.of(g.constant(weights.constant().orElseThrow().permute(order)))
                : Optional.empty();
    }
}
