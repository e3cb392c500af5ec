package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.LRN;
import org.tf2ov.ov.op.RoundingType;
import org.tf2ov.tensor.PartialShape;

/// `LRN(x; depth_radius, bias, alpha, beta)` over neighbouring channels. OpenVINO counts all
/// neighbours, and divides `alpha` by their number.
@TfOp("LRN")
final class TfLRN implements OpTranslator {
    /// The size of an image from which on the CPU plug-in does not write beyond its end.
    private static final long SAFE = 64;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        int radius = node.number("depth_radius", 5);
        int size = 2 * radius + 1;
        double alpha = node.attr("alpha", 1f);
        double beta = node.attr("beta", 0.5f);
        double bias = node.attr("bias", 1f);
        Value x = ChannelsLast.toFirst(g, 4, node.input(0));
        Value y =
                size == 5 && beta == 0.75 && !isLarge(x.shape())
                        ? formula(g, x, radius, alpha, beta, bias)
                        : g.add(
                                node.name(),
                                new LRN(alpha * size, beta, bias, size),
                                List.of(x, g.constant(1)));
        return List.of(ChannelsLast.toLast(g, 4, y));
    }

    /// For five neighbours and the exponent 0.75 the CPU plug-in has a kernel of its own, which
    /// damages memory where images are small and their size is not known when it compiles.
    private static boolean isLarge(PartialShape shape) {
        return shape.hasRank(4) && shape.dimension(2).times(shape.dimension(3)).min() >= SAFE;
    }

    /// The sum of the squares of neighbours is a pool over the channels.
    private static Value formula(
            GraphBuilder g, Value x, int radius, double alpha, double beta, double bias) {
        Formula f = new Formula(g);
        int size = 2 * radius + 1;
        AvgPool mean =
                new AvgPool(
                        List.of(1, 1, 1),
                        List.of(radius, 0, 0),
                        List.of(radius, 0, 0),
                        List.of(size, 1, 1),
                        false,
                        RoundingType.FLOOR,
                        AutoPad.EXPLICIT);
        Value squares = f.unsqueeze(f.multiply(x, x), 1);
        Term neighbours = new Term(g, f.squeeze(g.add(mean, squares), 1));
        Term divisor = neighbours.times(alpha * size).plus(bias);
        return new Term(g, x).over(divisor.power(divisor.number(beta))).value();
    }
}
