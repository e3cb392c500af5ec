package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.ReduceMean;
import org.tf2ov.ov.op.Sqrt;
import org.tf2ov.ov.op.SquaredDifference;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.tensor.ElementType;

/// `FusedBatchNorm(x, gamma, beta, mean, variance; epsilon)` is `x * scale + shift` with one number a channel:
///
///     scale = gamma / sqrt(variance + epsilon)
///     shift = beta - mean * scale
///
/// In training form mean and variance are those of the batch. Only the first output is translated; the others serve
/// training. The statistics are `f32` also where `x` is `f16`.
@TfOp({"FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"})
final class TfFusedBatchNorm implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        String format = node.attr("data_format", "NHWC");
        boolean channelsFirst = format.startsWith("NC");
        int rank = format.length();
        ElementType element = node.input(0).type().element();
        Value x = as(g, ElementType.F32, node.input(0));
        Value gamma = as(g, ElementType.F32, node.input(1));
        Value beta = as(g, ElementType.F32, node.input(2));
        Value mean = node.input(3);
        Value variance = node.input(4);
        if (node.attr("is_training", true)) {
            Value axes =
                    channelsFirst
                            ? g.constant(rank == 4 ? new long[] {0, 2, 3} : new long[] {0, 2, 3, 4})
                            : g.constant(
                                    rank == 4 ? new long[] {0, 1, 2} : new long[] {0, 1, 2, 3});
            mean = g.add(new ReduceMean(false), x, axes);
            Value centre = channelsFirst ? PerChannel.channelsFirst(g, mean, rank) : mean;
            variance =
                    g.add(new ReduceMean(false), g.add(new SquaredDifference(), x, centre), axes);
        }
        Value epsilon = g.scalar(ElementType.F32, node.attr("epsilon", 1e-4f));
        Value deviation = g.add(new Sqrt(), g.add(new Add(), variance, epsilon));
        Value scale = g.add(new Divide(true), gamma, deviation);
        Value shift = g.add(new Subtract(), beta, g.add(new Multiply(), mean, scale));
        if (channelsFirst) {
            scale = PerChannel.channelsFirst(g, scale, rank);
            shift = PerChannel.channelsFirst(g, shift, rank);
        }
        Value scaled = g.add(new Multiply(), x, scale);
        Value y = g.add(node.name(), new Add(), List.of(scaled, shift));
        return List.of(as(g, element, y));
    }

    private static Value as(GraphBuilder g, ElementType type, Value value) {
        return value.type().element() == type ? value : g.add(new Convert(type), value);
    }
}
