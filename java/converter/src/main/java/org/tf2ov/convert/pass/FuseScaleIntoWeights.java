package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.ConvolutionBackpropData;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.GroupConvolutionBackpropData;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// A factor for each output channel, or one for all, is multiplied into the weights of the convolution or matrix product
/// before it.
///
///     y = Multiply(Convolution(x, Constant(w)), Constant(s : [1,C,1,1]))
///     y = Convolution(x, Constant(w * s))
///
/// It stays away when something else uses the unscaled result.
public final class FuseScaleIntoWeights implements Rewrite {
    /// A transposed convolution may have a third input, the size of its result.
    private static final Pattern PRODUCT =
            Pattern.op(Op.class)
                    .where(value ->
                            value.node().inputs().size() >= 2
                                    && value.input(1).constant().isPresent());

    private static final Pattern FACTORS = Pattern.constant();
    private static final Pattern SCALED = Pattern.either(Multiply.class, PRODUCT, FACTORS);

    @Override
    public Pattern pattern() {
        return SCALED;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value product = match.value(PRODUCT);
        Value weights = product.input(1);
        boolean applies =
                match.usedOnce(product)
                        && weights.type().element() == ElementType.F32
                        && product.shape().hasRank();
        if (!applies) {
            return Optional.empty();
        }
        return scaled(
                        product.op(),
                        weights.constant().orElseThrow(),
                        product.shape(),
                        match.value(FACTORS))
                .map(all -> {
                    List<Value> inputs = new ArrayList<>(product.node().inputs());
                    inputs.set(1, g.constant(all));
                    return g.add(product.node().name(), product.op(), inputs);
                });
    }

    private static Optional<Weights> scaled(
            Op op, Weights weights, PartialShape result, Value factors) {
        PartialShape shape = weights.type().shape();
        return switch (op) {
            case Convolution _ ->
                    perChannel(factors, result.rank(), 1, shape.dimension(0).value())
                            .map(all -> weights.scale(0, all));
            case GroupConvolution _ -> {
                // [groups, outputs of a group, ...]: the channels are the first two dimensions
                // together
                long channels = shape.dimension(0).value() * shape.dimension(1).value();
                yield perChannel(factors, result.rank(), 1, channels)
                        .map(all -> scaleGroups(weights, shape, channels, all));
            }
            case ConvolutionBackpropData _ ->
                    perChannel(factors, result.rank(), 1, shape.dimension(1).value())
                            .map(all -> weights.scale(1, all));
            case GroupConvolutionBackpropData _ when shape.dimension(1).is(1) -> {
                // [groups, 1, outputs of a group, ...]
                long channels = shape.dimension(0).value() * shape.dimension(2).value();
                yield perChannel(factors, result.rank(), 1, channels)
                        .map(all -> scaleGroups(weights, shape, channels, all));
            }
            case MatMul(boolean _, boolean transposed) -> {
                if (shape.rank() != 2) {
                    yield Optional.empty();
                }
                int axis = transposed ? 0 : 1;
                yield perChannel(
                                factors,
                                result.rank(),
                                result.rank() - 1,
                                shape.dimension(axis).value())
                        .map(all -> weights.scale(axis, all));
            }
            default -> Optional.empty();
        };
    }

    private static Weights scaleGroups(
            Weights weights, PartialShape shape, long channels, float[] factors) {
        long rest = weights.count() / Math.max(channels, 1);
        return weights.reshape(PartialShape.of(channels, rest)).scale(0, factors).reshape(shape);
    }

    /// The factors as one number a channel, if they vary along no other dimension.
    static Optional<float[]> perChannel(Value factors, int rank, int channelAxis, long channels) {
        PartialShape shape = factors.shape();
        if (shape.rank() > rank || factors.type().element() != ElementType.F32) {
            return Optional.empty();
        }
        int axis = channelAxis - (rank - shape.rank());
        for (int i = 0; i < shape.rank(); i++) {
            boolean fits = shape.dimension(i).is(1) || i == axis && shape.dimension(i).is(channels);
            if (!fits) {
                return Optional.empty();
            }
        }
        float[] known = factors.constant().orElseThrow().floats();
        if (known.length == channels) {
            return Optional.of(known);
        }
        float[] repeated = new float[(int) channels];
        Arrays.fill(repeated, known[0]);
        return Optional.of(repeated);
    }
}
