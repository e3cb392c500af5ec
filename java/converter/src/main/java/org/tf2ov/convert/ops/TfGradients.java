package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Sigmoid;

/// What the gradients of activations and other plain functions are, which a model has that shows on
/// what its answer depends. The gradient of the result is `dy`; `x` is what the function took and
/// `y` what it gave.
///
/// Source: TensorFlow, `cwise_ops_gradients.h` and `relu_op_functor.h`.
@TfOp({
    "EluGrad",
    "InvGrad",
    "LeakyReluGrad",
    "ReciprocalGrad",
    "Relu6Grad",
    "ReluGrad",
    "RsqrtGrad",
    "SeluGrad",
    "SigmoidGrad",
    "SoftplusGrad",
    "SoftsignGrad",
    "SqrtGrad",
    "TanhGrad"
})
final class TfGradients implements OpTranslator {
    private static final double SELU_SCALE = 1.0507009873554805;
    private static final double SELU_SCALE_ALPHA = 1.7580993408473766;

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Term a = Term.input(node, 0, g);
        Term b = Term.input(node, 1, g);
        Term gradient =
                switch (node.op()) {
                    // dy, x
                    case "ReluGrad" -> b.greater(0).choose(a, a.number(0));
                    case "Relu6Grad" -> b.greater(0).and(b.less(6)).choose(a, a.number(0));
                    case "LeakyReluGrad" ->
                            b.greater(0).choose(a, a.times(node.attr("alpha", 0.2f)));
                    case "SoftplusGrad" -> a.times(b.then(new Sigmoid()));
                    case "SoftsignGrad" -> a.over(b.abs().plus(1).square());
                    // dy, y
                    case "EluGrad" -> b.less(0).choose(b.plus(1).times(a), a);
                    case "SeluGrad" ->
                            b.less(0)
                                    .choose(b.plus(SELU_SCALE_ALPHA).times(a), a.times(SELU_SCALE));
                    // y, dy
                    case "SigmoidGrad" -> b.times(a).times(a.number(1).minus(a));
                    case "TanhGrad" -> b.times(a.number(1).minus(a.square()));
                    case "SqrtGrad" -> b.times(0.5).over(a);
                    case "RsqrtGrad" -> b.times(-0.5).times(a.square().times(a));
                    case "InvGrad", "ReciprocalGrad" -> b.negative().times(a.square());
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(gradient.value());
    }
}
