package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// The bias and the activation of a matrix product stand directly behind it, and dimensions of 1 are put behind them.
///
///     y = Add(Reshape(m : [N,C], [N,C,1,1]), Constant(b : [1,C,1,1]))     m = MatMul(_, _), or one with a bias
///     y = Reshape(Add(m, Constant(reshape(b, [C]))), [N,C,1,1])
///     y = Relu(Reshape(m, [N,C,1,1]))                                     or another function of single elements
///     y = Reshape(Relu(m), [N,C,1,1])
public final class ActivateProductBeforeReshape implements Rewrite {
    private static final Pattern PRODUCT = Pattern.op(Op.class).where(v -> isProduct(v));
    private static final Pattern SHAPE = Pattern.constant();
    private static final Pattern RESHAPE = Pattern.op(Reshape.class, PRODUCT, SHAPE);
    private static final Pattern BIAS = Pattern.constant();

    private final Pattern root;

    private ActivateProductBeforeReshape(Pattern root) {
        this.root = root;
    }

    /// Of a constant that is added.
    public static ActivateProductBeforeReshape ofBias() {
        return new ActivateProductBeforeReshape(Pattern.either(Add.class, RESHAPE, BIAS));
    }

    /// Of a function of single elements.
    public static ActivateProductBeforeReshape ofFunction() {
        return new ActivateProductBeforeReshape(Pattern.op(ElementwiseUnary.class, RESHAPE));
    }

    @Override
    public Pattern pattern() {
        return root;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value product = match.value(PRODUCT);
        Value reshape = match.value(RESHAPE);
        Value old = match.value(root);
        if (!match.usedOnce(reshape) || !putsOnesBehind(product.shape(), reshape.shape())) {
            return Optional.empty();
        }
        String name = old.node().name();
        if (!(old.op() instanceof Add)) {
            return Optional.of(
                    g.add(
                            reshape.op(),
                            g.add(name, old.op(), List.of(product)),
                            match.value(SHAPE)));
        }
        Value bias = match.value(BIAS);
        Dimension channels = product.shape().dimension(1);
        boolean oneAChannel =
                channels.isStatic()
                        && old.shape().equals(reshape.shape())
                        && bias.shape().elementCount().is(channels.value())
                        && bias.shape().rank() == reshape.shape().rank()
                        && bias.shape().dimension(1).equals(channels);
        if (!oneAChannel) {
            return Optional.empty();
        }
        Value flat =
                g.constant(
                        bias.constant().orElseThrow().reshape(PartialShape.of(channels.value())));
        return Optional.of(
                g.add(
                        reshape.op(),
                        g.add(name, old.op(), List.of(product, flat)),
                        match.value(SHAPE)));
    }

    private static boolean isProduct(Value value) {
        return value.op() instanceof MatMul
                || value.op() instanceof Add
                        && value.node().inputs().stream()
                                .anyMatch(each -> each.op() instanceof MatMul);
    }

    private static boolean putsOnesBehind(PartialShape matrix, PartialShape shape) {
        return matrix.hasRank(2)
                && shape.hasRank()
                && shape.rank() > 2
                && shape.dimensions().subList(0, 2).equals(matrix.dimensions())
                && shape.dimensions().subList(2, shape.rank()).stream()
                        .allMatch(each -> each.is(1));
    }
}
