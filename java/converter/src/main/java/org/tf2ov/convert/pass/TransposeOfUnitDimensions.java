package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Weights;

/// A transpose that moves only dimensions of size 1 leaves the elements in their order: it is a change of shape, which costs
/// nothing.
///
///     y = Transpose[0, 2, 3, 1](x : f32[?,1024,1,1])
///     y = Reshape(x, {-1, 1, 1, 1024})
public final class TransposeOfUnitDimensions implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern TRANSPOSE = Pattern.op(Transpose.class, X);

    @Override
    public Pattern pattern() {
        return TRANSPOSE;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value x = match.value(X);
        Value transpose = match.value(TRANSPOSE);
        return transpose.op() instanceof Transpose(List<Integer> order)
                        && x.shape().hasRank()
                        && Weights.keepsElementOrder(x.shape(), order)
                ? transpose.shape().equals(x.shape()) && Reshapes.hasFixedTarget(x.shape())
                        ? Optional.of(x)
                        : Reshapes.to(g, x, transpose.shape())
                : Optional.empty();
    }
}
