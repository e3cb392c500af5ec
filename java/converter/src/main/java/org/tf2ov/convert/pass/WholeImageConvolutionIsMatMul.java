package org.tf2ov.convert.pass;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// A convolution whose window is the whole image is the product of a matrix with each image of the batch.
///
///     y = Convolution(x : [N,I,h,w], Constant(w : [O,I,h,w])) : [N,O,1,1]
///     y = Reshape(MatMul[transposeB](Reshape(x, [N,I*h*w]), Constant(reshape(w, [O,I*h*w]))), [N,O,1,1])
///
/// TF-Slim ends its networks so. OpenVINO's CPU plug-in computes the product in three quarters of the time; small ones gain nothing.
public final class WholeImageConvolutionIsMatMul implements Rewrite {
    private static final long FEWEST_WEIGHTS = 1 << 16;

    private static final Pattern X = Pattern.any();
    private static final Pattern WEIGHTS = Pattern.constant();
    private static final Pattern CONVOLUTION = Pattern.op(Convolution.class, X, WEIGHTS);

    @Override
    public Pattern pattern() {
        return CONVOLUTION;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value convolution = match.value(CONVOLUTION);
        Weights weights = match.value(WEIGHTS).constant().orElseThrow();
        PartialShape filters = weights.type().shape();
        PartialShape image = match.value(X).shape();
        boolean applies =
                weights.count() >= FEWEST_WEIGHTS
                        && image.hasRank()
                        && isWhole(convolution, image, filters);
        if (!applies) {
            return Optional.empty();
        }
        long outputs = filters.dimension(0).value();
        long inner = weights.count() / outputs;
        Dimension batch = image.dimension(0);
        Value matrix = g.constant(weights.reshape(PartialShape.of(outputs, inner)));
        PartialShape rows = PartialShape.of(List.of(batch, Dimension.of(inner)));
        String name = convolution.node().name();
        return Reshapes.to(g, match.value(X), rows)
                .map(flat -> g.add(name, new MatMul(false, true), List.of(flat, matrix)))
                .flatMap(product -> Reshapes.to(g, product, convolution.shape().with(0, batch)));
    }

    /// Whether it makes one pixel of all, and none of padding.
    private static boolean isWhole(Value convolution, PartialShape image, PartialShape filters) {
        Convolution op = (Convolution) convolution.op();
        return IntStream.range(0, op.strides().size())
                .allMatch(i -> {
                    Dimension kernel = filters.dimension(i + 2);
                    boolean dense = op.dilations().get(i) == 1 || kernel.is(1);
                    boolean padded =
                            op.autoPad() == AutoPad.EXPLICIT
                                    && (op.padsBegin().get(i) != 0 || op.padsEnd().get(i) != 0);
                    return image.dimension(i + 2).is(kernel.value())
                            && convolution.shape().dimension(i + 2).is(1)
                            && dense
                            && !padded;
                });
    }
}
