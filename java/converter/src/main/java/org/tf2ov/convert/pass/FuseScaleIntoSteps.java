package org.tf2ov.convert.pass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// A factor for each output channel, or one for all, is multiplied into the steps of weights that
/// are stored as bytes: batch normalization behind a convolution as Keras quantizes it.
///
///     y = Multiply(Convolution(x, Multiply(Convert(w : i8), Constant(step))), Constant(s : [1,C,1,1]))
///     y = Convolution(x, Multiply(Convert(w : i8), Constant(step * s)))     also with a zero point
///
/// It stays away when something else uses the unscaled result.
public final class FuseScaleIntoSteps implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern WHOLE =
            Pattern.any()
                    .where(value ->
                            isBytes(value)
                                    || value.op() instanceof Subtract
                                            && isBytes(value.input(0))
                                            && value.input(1).constant().isPresent());
    private static final Pattern STEP = Pattern.constant();
    private static final Pattern REAL = Pattern.op(Multiply.class, WHOLE, STEP);
    private static final Pattern PRODUCT = Pattern.op(Op.class, X, REAL);
    private static final Pattern FACTORS = Pattern.constant();
    private static final Pattern SCALED = Pattern.either(Multiply.class, PRODUCT, FACTORS);

    @Override
    public Pattern pattern() {
        return SCALED;
    }

    private static boolean isBytes(Value value) {
        return value.op() instanceof Convert
                && value.input(0).type().element() == ElementType.I8
                && value.input(0).constant().isPresent();
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value product = match.value(PRODUCT);
        if (!match.usedOnce(product)
                || !product.shape().hasRank()
                || !product.shape().equals(match.value(SCALED).shape())) {
            return Optional.empty();
        }
        Value step = match.value(STEP);
        PartialShape weights = match.value(REAL).shape();
        return channels(product.op(), weights)
                .flatMap(place -> steps(product, step, match.value(FACTORS), place, weights))
                .map(steps -> g.add(new Multiply(), match.value(WHOLE), g.constant(steps)))
                .map(real ->
                        g.add(product.node().name(), product.op(), List.of(match.value(X), real)));
    }

    /// Where the output channels stand: among the dimensions of the result, and in the weights the
    /// dimensions from the first up to the last.
    private record Place(int axis, int first, int last) {
        /// The shape of a number for each channel.
        PartialShape of(PartialShape weights) {
            long[] shape = new long[weights.rank()];
            Arrays.fill(shape, 1);
            for (int i = first; i <= last; i++) {
                shape[i] = weights.dimension(i).value();
            }
            return PartialShape.of(shape);
        }
    }

    private static Optional<Place> channels(Op op, PartialShape weights) {
        return switch (op) {
            case Convolution _ -> Optional.of(new Place(1, 0, 0));
            case GroupConvolution _ -> Optional.of(new Place(1, 0, 1));
            case MatMul(boolean _, boolean transposed) ->
                    weights.rank() == 2
                            ? Optional.of(transposed ? new Place(-1, 0, 0) : new Place(-1, 1, 1))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Weights> steps(
            Value product, Value step, Value factors, Place place, PartialShape weights) {
        PartialShape shape = place.of(weights);
        boolean alike = step.shape().elementCount().is(1);
        if (!alike && !step.shape().equals(shape)) {
            return Optional.empty();
        }
        int rank = product.shape().rank();
        int axis = place.axis() < 0 ? rank - 1 : place.axis();
        float[] old = step.constant().orElseThrow().floats();
        return FuseScaleIntoWeights.perChannel(factors, rank, axis, shape.elementCount().value())
                .map(all -> {
                    float[] steps = new float[all.length];
                    for (int i = 0; i < all.length; i++) {
                        steps[i] = old[alike ? 0 : i] * all[i];
                    }
                    return Weights.ofFloats(shape.toArray(), steps);
                });
    }
}
