package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.SquaredDifference;
import org.tf2ov.tensor.ElementType;

/// `FusedBatchNorm(x, gamma, beta, mean, variance; epsilon)` is `x * scale + shift` with one number
/// a channel:
///
///     scale = gamma / sqrt(variance + epsilon)
///     shift = beta - mean * scale
///
/// In training form mean and variance are those of the batch, and the second and third output are
/// the given ones moved towards them; the fourth and fifth are those that were used. The statistics
/// are `f32` also where `x` is `f16`. `_FusedBatchNormEx` adds a tensor and an activation.
@TfOp({"FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "_FusedBatchNormEx"})
final class TfFusedBatchNorm implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        String format = node.attr("data_format", "NHWC");
        boolean channelsFirst = format.startsWith("NC");
        int rank = format.length();
        Value x = node.input(0);
        Value mean = node.input(3);
        Value variance = node.input(4);
        Value nextMean = mean;
        Value nextVariance = variance;
        if (node.attr("is_training", true)) {
            Value wide = f.convert(x, ElementType.F32);
            Value axes =
                    f.numbers(
                            LongStream.range(0, rank)
                                    .filter(axis -> axis != (channelsFirst ? 1 : rank - 1))
                                    .toArray());
            Value oldMean = mean;
            Value oldVariance = variance;
            mean = g.add(new ReduceMean(false), wide, axes);
            Value centre = channelsFirst ? PerChannel.channelsFirst(g, mean, rank) : mean;
            variance =
                    g.add(
                            new ReduceMean(false),
                            g.add(new SquaredDifference(), wide, centre),
                            axes);
            float factor = node.attr("exponential_avg_factor", 1f);
            nextMean = moved(f, oldMean, mean, factor);
            nextVariance = moved(f, oldVariance, unbiased(f, wide, axes, variance), factor);
        }
        Value y =
                normalize(
                        g,
                        x,
                        node.input(1),
                        node.input(2),
                        mean,
                        variance,
                        node.attr("epsilon", 1e-4f),
                        channelsFirst);
        if (node.op().startsWith("_")) {
            if (node.attr("num_side_inputs", 0L) > 0) {
                y = g.add(new Add(), y, node.input(5));
            }
            y = Activation.apply(g, node, node.attr("activation_mode", "Identity"), y);
        }
        return List.of(y, nextMean, nextVariance, mean, variance);
    }

    /// The variance of what the batch is a sample of: `n / (n - 1)` times that of the batch.
    private static Value unbiased(Formula f, Value x, Value axes, Value variance) {
        Term count = new Term(f.g(), f.product(f.gather(f.shapeOf(x), axes, 0), 0));
        Term rest = count.minus(1).max(1);
        return new Term(f.g(), variance)
                .times(count.convert(ElementType.F32).over(rest.convert(ElementType.F32)))
                .value();
    }

    private static Value moved(Formula f, Value old, Value batch, float factor) {
        return factor == 1
                ? batch
                : new Term(f.g(), old)
                        .times(1 - factor)
                        .plus(new Term(f.g(), batch).times(factor))
                        .value();
    }

    /// Normalized data, of the element type of `x`.
    static Value normalize(
            GraphBuilder g,
            Value x,
            Value gamma,
            Value beta,
            Value mean,
            Value variance,
            float epsilon,
            boolean channelsFirst) {
        Term deviation = wide(g, variance).plus(epsilon).sqrt();
        Term scale = wide(g, gamma).over(deviation);
        Term shift = wide(g, beta).minus(wide(g, mean).times(scale));
        if (channelsFirst) {
            int rank = x.shape().hasRank() ? x.shape().rank() : 4;
            scale = new Term(g, PerChannel.channelsFirst(g, scale.value(), rank));
            shift = new Term(g, PerChannel.channelsFirst(g, shift.value(), rank));
        }
        return wide(g, x).times(scale).plus(shift).convert(x.type().element()).value();
    }

    private static Term wide(GraphBuilder g, Value x) {
        return new Term(g, x).convert(ElementType.F32);
    }
}
