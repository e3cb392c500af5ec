package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Maximum;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// A `Relu` of few rows that were multiplied by a large matrix is written as a maximum.
///
///     y = Relu(Add(MatMul(x : [1,4096], Constant(w : [4096,4096])), Constant(b)))     the bias may be missing
///     y = Maximum(Add(MatMul(x, Constant(w)), Constant(b)), 0)
///
/// OpenVINO 2026.4's CPU plug-in makes a `Relu` part of the product, for which it gives up the kernel that is made for vectors:
/// a row times 4096 x 4096 takes 2.7 ms before a maximum and 4.7 ms with a `Relu` in it. From some 16 rows on the two are equal.
public final class ReluOfFewRowsIsMaximum implements Rewrite {
    private static final int MOST_ROWS = 8;
    private static final long FEWEST_WEIGHTS = 1 << 16;

    private static final Pattern WEIGHTS = Pattern.constant();
    private static final Pattern PRODUCT = Pattern.op(MatMul.class, Pattern.any(), WEIGHTS);
    private static final Pattern SUM = Pattern.either(Add.class, PRODUCT, Pattern.constant());

    private final Pattern root;

    private ReluOfFewRowsIsMaximum(Pattern root) {
        this.root = root;
    }

    /// Of a product and its bias.
    public static ReluOfFewRowsIsMaximum biased() {
        return new ReluOfFewRowsIsMaximum(Pattern.op(Relu.class, SUM));
    }

    /// Of a product alone.
    public static ReluOfFewRowsIsMaximum unbiased() {
        return new ReluOfFewRowsIsMaximum(Pattern.op(Relu.class, PRODUCT));
    }

    @Override
    public Pattern pattern() {
        return root;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value relu = match.value(root);
        Value before = relu.input(0);
        boolean applies =
                relu.type().element() == ElementType.F32
                        && match.value(WEIGHTS).constant().orElseThrow().count() >= FEWEST_WEIGHTS
                        && hasFewRows(match.value(PRODUCT).shape())
                        && match.usedOnce(before);
        return applies
                ? Optional.of(
                        g.add(
                                relu.node().name(),
                                new Maximum(),
                                List.of(before, g.scalar(ElementType.F32, 0))))
                : Optional.empty();
    }

    private static boolean hasFewRows(PartialShape product) {
        return product.hasRank()
                && product.rank() > 1
                && PartialShape.of(product.dimensions().subList(0, product.rank() - 1))
                                .elementCount()
                                .max()
                        <= MOST_ROWS;
    }
}
