package org.tf2ov.convert.pass;

import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// Weights of any size that are multiplied by a factor for each channel are a constant; the product
/// is made when they are written.
///
///     y = Multiply(Constant(w : [3,3,C,M]), Constant(s : [C,M]))      also [M], [C,1] and scalars
///     y = Constant(w * s)
///
/// Quantized training folds batch normalizations into the weights so, and rounds the product.
public final class FoldScaleOfConstant implements Rewrite {
    private static final long MOST_FACTORS = 1 << 16;

    private static final Pattern WEIGHTS =
            Pattern.constant().where(value -> value.type().element() == ElementType.F32);
    private static final Pattern FACTORS =
            Pattern.constant()
                    .where(value ->
                            value.type().element() == ElementType.F32
                                    && value.shape().elementCount().value() <= MOST_FACTORS);
    private static final Pattern SCALED = Pattern.either(Multiply.class, WEIGHTS, FACTORS);

    @Override
    public Pattern pattern() {
        return SCALED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value scaled = match.value(SCALED);
        Value a = scaled.input(0);
        Value b = scaled.input(1);
        boolean first = a.shape().elementCount().value() >= b.shape().elementCount().value();
        Value weights = first ? a : b;
        Value factors = first ? b : a;
        boolean applies =
                scaled.shape().equals(weights.shape())
                        && weights.shape().elementCount().value() > 0
                        && weights.shape().rank() > 0;
        if (!applies) {
            return Optional.empty();
        }
        return ChannelBlock.of(factors.shape(), weights.shape())
                .map(block -> scale(weights.constant().orElseThrow(), factors, block))
                .map(product -> g.constant(product.reshape(scaled.shape())));
    }

    private static Weights scale(Weights weights, Value factors, ChannelBlock block) {
        return block.merged(weights)
                .scale(block.mergedAxis(), factors.constant().orElseThrow().floats());
    }
}
