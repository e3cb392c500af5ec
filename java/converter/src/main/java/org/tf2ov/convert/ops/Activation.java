package org.tf2ov.convert.ops;

import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Clamp;
import org.tf2ov.ov.op.Elu;
import org.tf2ov.ov.op.Gelu;
import org.tf2ov.ov.op.GeluApproximation;
import org.tf2ov.ov.op.PRelu;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Tanh;

/// The activations that TensorFlow's optimizer fuses into other operations, by the names that it
/// gives them in `fused_ops` and `activation_mode`.
final class Activation {
    private Activation() {}

    static Value apply(GraphBuilder g, OpNode node, String name, Value x) {
        return switch (name) {
            case "Identity", "None" -> x;
            case "Relu" -> g.add(new Relu(), x);
            case "Relu6" -> g.add(new Clamp(0, 6), x);
            case "Elu" -> g.add(new Elu(1), x);
            case "LeakyRelu" -> {
                Value slope = g.scalar(x.type().element(), node.attr("leakyrelu_alpha", 0.2f));
                yield g.add(new PRelu(), x, slope);
            }
            case "Sigmoid" -> g.add(new Sigmoid(), x);
            case "Tanh" -> g.add(new Tanh(), x);
            case "GeluExact" -> g.add(new Gelu(GeluApproximation.ERF), x);
            case "GeluApproximate" -> g.add(new Gelu(GeluApproximation.TANH), x);
            default ->
                    throw new UntranslatableException(
                            "'"
                                    + name
                                    + "' is fused into it; BiasAdd, Add, FusedBatchNorm, Relu, Relu6, Elu,"
                                    + " LeakyRelu, Sigmoid, Tanh, GeluExact and GeluApproximate are known");
        };
    }
}
