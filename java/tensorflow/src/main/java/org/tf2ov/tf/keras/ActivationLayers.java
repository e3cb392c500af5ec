package org.tf2ov.tf.keras;

import java.util.List;
import org.tf2ov.tf.DataType;

/// Layers that are activation functions with knobs.
///
/// Source: `keras/src/layers/activations`.
final class ActivationLayers extends LayerFamily {
    ActivationLayers() {
        masked("ReLU", ActivationLayers::relu);
        masked(
                "LeakyReLU",
                call ->
                        Activations.leakyRelu(
                                call.graph(),
                                call.real(),
                                call.config()
                                        .real("negative_slope", call.config().real("alpha", 0.3))));
        masked(
                "ELU",
                call -> Activations.elu(call.graph(), call.real(), call.config().real("alpha", 1)));
        masked("PReLU", ActivationLayers::prelu);
        masked("ThresholdedReLU", ActivationLayers::thresholded);
        masked("Softmax", ActivationLayers::softmax);
    }

    private static KerasTensor relu(LayerCall call) {
        Config config = call.config();
        return Activations.relu(
                call.graph(),
                call.real(),
                config.real("negative_slope", 0),
                config.find("max_value").map(Config::real),
                config.real("threshold", 0));
    }

    private static KerasTensor prelu(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.real();
        Config shared = call.config().orNull("shared_axes");
        List<Long> axes = shared.isNull() ? List.of() : shared.integers();
        long[] shape = new long[x.rank() - 1];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = axes.contains(i + 1L) ? 1 : CoreLayers.known(call, x, i + 1);
        }
        KerasTensor alpha = call.weights().trainable("alpha", shape);
        KerasTensor negative =
                g.multiply(g.unary("Neg", alpha), g.unary("Relu", g.unary("Neg", x)));
        return g.add(g.unary("Relu", x), negative);
    }

    private static KerasTensor thresholded(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.real();
        KerasTensor theta = g.scalarLike(x, call.config().real("theta", 1));
        return g.multiply(x, g.cast(g.compare("Greater", x, theta), x.type()));
    }

    private static KerasTensor softmax(LayerCall call) {
        KerasTensor x = call.real();
        Config axis = call.config().orNull("axis");
        List<Long> axes = axis.isNull() ? List.of(-1L) : axis.integers();
        return softmax(
                call.graph(),
                call.tensor(1, "mask")
                        .or(x::mask)
                        .map(mask -> hidden(call.graph(), x, mask))
                        .orElse(x),
                axes.stream().map(Math::toIntExact).toList());
    }

    /// Along several axes together.
    static KerasTensor softmax(KerasGraph g, KerasTensor x, List<Integer> axes) {
        if (axes.size() == 1) {
            return g.softmax("Softmax", x, axes.getFirst());
        }
        KerasTensor grown = g.unary("Exp", g.subtract(x, g.reduce("Max", x, axes, true)));
        return g.divide(grown, g.reduce("Sum", grown, axes, true));
    }

    /// Scores of which those that the mask leaves out are so low that nothing is left of them.
    static KerasTensor hidden(KerasGraph g, KerasTensor scores, KerasTensor mask) {
        double low = scores.type() == DataType.HALF ? -3e4 : -1e9;
        KerasTensor gone = g.subtract(g.scalarLike(scores, 1), g.cast(mask, scores.type()));
        return g.add(scores, g.multiply(gone, low));
    }
}
