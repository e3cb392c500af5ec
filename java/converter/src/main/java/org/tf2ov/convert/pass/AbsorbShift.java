package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// What is added to each channel in front of a product is added behind it, once for each output.
///
///     y = Convolution(Add(x, Constant(b : [1,C,1,1])), Constant(w))
///     y = Add(Convolution(x, Constant(w)), Constant(w * b))
///
/// It stays away from convolutions that read zeros around the data, to which nothing was added.
public final class AbsorbShift implements Rewrite {
    private static final Pattern PRODUCT =
            Pattern.op(Op.class, Pattern.op(Add.class), Pattern.constant())
                    .where(value -> Product.of(value).isPresent());

    @Override
    public Pattern pattern() {
        return PRODUCT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Product product = Product.of(match.value(PRODUCT)).orElseThrow();
        Value sum = product.x();
        if (!match.usedOnce(sum) || product.isPadded() || !product.isSmall()) {
            return Optional.empty();
        }
        return AbsorbScale.operands(sum)
                .filter(operands -> operands.x().shape().equals(sum.shape()))
                .flatMap(operands ->
                        FuseScaleIntoWeights.perChannel(
                                        operands.constant(),
                                        sum.shape().rank(),
                                        product.axis(),
                                        product.count())
                                .map(shifts ->
                                        g.add(
                                                new Add(),
                                                product.of(operands.x(), g),
                                                g.constant(product.of(shifts)))));
    }
}
