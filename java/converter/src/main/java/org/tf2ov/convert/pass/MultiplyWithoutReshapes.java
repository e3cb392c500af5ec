package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.PartialShape;

/// A tensor need not become a matrix to have its last dimension multiplied by one, as TensorFlow's `tensordot` has it.
///
///     y = Reshape(MatMul(Reshape(x : [A,B,I], [A*B,I]), w : [I,O]), [A,B,O])
///     y = MatMul(x, w)
public final class MultiplyWithoutReshapes implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern ROWS = Pattern.op(Reshape.class, X, Pattern.any());
    private static final Pattern MATRIX = Pattern.constant();
    private static final Pattern PRODUCT = Pattern.op(MatMul.class, ROWS, MATRIX);
    private static final Pattern RESULT = Pattern.op(Reshape.class, PRODUCT, Pattern.any());

    @Override
    public Pattern pattern() {
        return RESULT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value product = match.value(PRODUCT);
        PartialShape x = match.value(X).shape();
        PartialShape rows = match.value(ROWS).shape();
        PartialShape result = match.value(RESULT).shape();
        boolean matrices =
                product.op() instanceof MatMul(boolean turned, _)
                        && !turned
                        && rows.hasRank(2)
                        && match.value(MATRIX).shape().hasRank(2)
                        && product.shape().dimension(1).isStatic();
        boolean applies =
                matrices
                        && match.usedOnce(product)
                        && Reshapes.hasFixedTarget(x)
                        && x.rank() > 2
                        && x.dimension(-1).isStatic()
                        && x.dimension(-1).equals(rows.dimension(1))
                        && x.with(x.rank() - 1, product.shape().dimension(1)).equals(result);
        return applies
                ? Optional.of(
                        g.add(
                                product.node().name(),
                                product.op(),
                                List.of(match.value(X), match.value(MATRIX))))
                : Optional.empty();
    }
}
