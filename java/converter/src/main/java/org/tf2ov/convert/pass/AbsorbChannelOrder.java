package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;

/// Weights take channels that enter in another order: those of `--reverse_input_channels`.
///
///     y = Convolution(Gather(x, [2, 1, 0], axis 1), Constant(w))
///     y = Convolution(x, Constant(w with its input channels in that order))
///
/// A depthwise convolution leaves its own outputs in another order, which the next one takes.
public final class AbsorbChannelOrder implements Rewrite {
    private static final Pattern ORDERED = Pattern.op(Gather.class);
    private static final Pattern PRODUCT =
            Pattern.op(Op.class, ORDERED, Pattern.constant())
                    .where(value -> Product.of(value).isPresent());

    @Override
    public Pattern pattern() {
        return PRODUCT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Product product = Product.of(match.value(PRODUCT)).orElseThrow();
        Optional<ChannelOrder> order =
                ChannelOrder.of(match.value(ORDERED))
                        .filter(found ->
                                found.axis() == product.axis()
                                        && found.order().length == product.count()
                                        && product.isSmall());
        return order.map(found -> {
            Value y = product.with(found.x(), product.ordered(found.order()), g);
            return product.value().op() instanceof GroupConvolution
                    ? found.repeated(product.weights().type().shape().dimension(1).value())
                            .applyTo(y, g)
                    : y;
        });
    }
}
