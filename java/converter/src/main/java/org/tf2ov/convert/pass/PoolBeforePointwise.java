package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.PartialShape;

/// A mean that leaves fewer pixels is taken before the convolution of single pixels rather than after it: both are linear, so
/// the convolution has less to do.
///
///     y = AvgPool[strides](Convolution(x, w : [O,I,1,1]))
///     y = Convolution(AvgPool[strides](x), w)
///
/// So does a constant that is added in between, if means don't count padding. DenseNet has this between its blocks: a
/// twentieth of the whole network.
public final class PoolBeforePointwise implements Rewrite {
    private static final Pattern X = Pattern.any();
    private static final Pattern WEIGHTS = Pattern.constant();
    private static final Pattern CONVOLUTION = Pattern.op(Convolution.class, X, WEIGHTS);
    private static final Pattern BIAS = Pattern.constant();
    private static final Pattern SUM = Pattern.either(Add.class, CONVOLUTION, BIAS);

    /// How much longer a mean takes than a multiplication, for each of its elements.
    private static final long COST_OF_MEAN = 8;

    private final boolean biased;
    private final Pattern pool;

    private PoolBeforePointwise(boolean biased) {
        this.biased = biased;
        this.pool = Pattern.op(AvgPool.class, biased ? SUM : CONVOLUTION);
    }

    /// Of a convolution alone.
    public static PoolBeforePointwise unbiased() {
        return new PoolBeforePointwise(false);
    }

    /// Of a convolution and a constant that is added to it.
    public static PoolBeforePointwise biased() {
        return new PoolBeforePointwise(true);
    }

    @Override
    public Pattern pattern() {
        return pool;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value convolution = match.value(CONVOLUTION);
        Value x = match.value(X);
        AvgPool mean = (AvgPool) match.value(pool).op();
        PartialShape weights = match.value(WEIGHTS).shape();
        boolean applies =
                isPointwise((Convolution) convolution.op(), weights)
                        && match.usedOnce(convolution)
                        && pays(mean, weights.dimension(1).value(), weights.dimension(0).value());
        if (!applies) {
            return Optional.empty();
        }
        Value pooled = g.add(mean, x);
        String name = match.value(pool).node().name();
        if (!biased) {
            return Optional.of(
                    g.add(name, convolution.op(), List.of(pooled, match.value(WEIGHTS))));
        }
        boolean same =
                match.usedOnce(match.value(SUM))
                        && countsNoPadding(mean)
                        && isOneAChannel(match.value(BIAS), convolution.shape());
        return same
                ? Optional.of(
                        g.add(
                                name,
                                new Add(),
                                List.of(
                                        g.add(
                                                convolution.node().name(),
                                                convolution.op(),
                                                List.of(pooled, match.value(WEIGHTS))),
                                        match.value(BIAS))))
                : Optional.empty();
    }

    /// Whether every output is made of one pixel, and every pixel makes one.
    static boolean isPointwise(Convolution op, PartialShape weights) {
        boolean padded =
                op.autoPad() == AutoPad.EXPLICIT
                        && (hasPads(op.padsBegin()) || hasPads(op.padsEnd()));
        return !padded
                && op.strides().stream().allMatch(each -> each == 1)
                && weights.dimensions().subList(2, weights.rank()).stream()
                        .allMatch(each -> each.is(1));
    }

    /// Whether what the convolution saves is more than what the mean over other channels costs.
    private static boolean pays(AvgPool mean, long inputs, long outputs) {
        long fewer = product(mean.strides());
        long saved = (fewer - 1) * inputs * outputs;
        return saved > COST_OF_MEAN * product(mean.kernel()) * (inputs - outputs);
    }

    private static boolean countsNoPadding(AvgPool mean) {
        boolean none =
                mean.autoPad() == AutoPad.VALID
                        || mean.autoPad() == AutoPad.EXPLICIT
                                && !hasPads(mean.padsBegin())
                                && !hasPads(mean.padsEnd());
        return none || mean.excludePad();
    }

    private static boolean isOneAChannel(Value bias, PartialShape shape) {
        return shape.hasRank()
                && shape.dimension(1).isStatic()
                && FuseScaleIntoWeights.perChannel(
                                bias, shape.rank(), 1, shape.dimension(1).value())
                        .isPresent();
    }

    private static boolean hasPads(List<Integer> pads) {
        return pads.stream().anyMatch(each -> each != 0);
    }

    private static long product(List<Integer> all) {
        return all.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
