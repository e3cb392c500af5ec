package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tf.DataType;

/// The activation functions of Keras by name, in the operations that TensorFlow traces for them.
///
/// Source: `keras/src/activations/activations.py`, `keras/src/backend/tensorflow/nn.py`.
final class Activations {
    private static final long MOST_CLASSES = 1 << 16;

    private final KerasGraph g;
    private final boolean keras3;

    private Activations(KerasGraph g, boolean keras3) {
        this.g = g;
        this.keras3 = keras3;
    }

    /// The activation that a layer's configuration names in a member.
    static KerasTensor apply(LayerCall call, String member, KerasTensor x) {
        Config activation = call.config().orNull(member);
        return activation.isNull() ? x : apply(call, activation, x);
    }

    static KerasTensor apply(LayerCall call, Config activation, KerasTensor x) {
        if (activation.isMap()) {
            LayerClass layer = LayerClass.of(normal(activation));
            String kind = activation.text("class_name", "");
            if (kind.equals("function")) {
                String name =
                        activation.at("config").isText()
                                ? activation.at("config").text()
                                : activation.text("registered_name", "");
                return new Activations(call.graph(), call.isKeras3()).named(name, x, activation);
            }
            return call.call("activation", layer.whole(), List.of(x)).getFirst();
        }
        return new Activations(call.graph(), call.isKeras3())
                .named(activation.text(), x, activation);
    }

    /// Functions have a text as their configuration; layers an object.
    private static Config normal(Config activation) {
        return activation.orNull("config").isMap()
                ? activation
                : new Config(
                        java.util.Map.of(
                                "class_name",
                                activation.text("class_name", ""),
                                "config",
                                java.util.Map.of()),
                        activation.place());
    }

    static KerasTensor named(LayerCall call, String name, KerasTensor x) {
        return new Activations(call.graph(), call.isKeras3()).named(name, x, call.config());
    }

    private KerasTensor named(String name, KerasTensor x, Config place) {
        return switch (name) {
            case "linear" -> x;
            case "relu" -> g.unary("Relu", x);
            case "relu6" -> g.unary("Relu6", x);
            case "sigmoid" -> g.unary("Sigmoid", x);
            case "tanh" -> g.unary("Tanh", x);
            case "softplus" -> g.unary("Softplus", x);
            case "softsign" -> g.unary("Softsign", x);
            case "selu" -> g.unary("Selu", x);
            case "elu" -> g.unary("Elu", x);
            case "exponential" -> g.unary("Exp", x);
            case "softmax" -> g.softmax("Softmax", x, -1);
            case "log_softmax" -> g.softmax("LogSoftmax", x, -1);
            case "leaky_relu" -> leakyRelu(g, x, 0.2);
            case "silu", "swish" -> g.multiply(x, g.unary("Sigmoid", x));
            case "gelu" -> gelu(g, x, false);
            case "hard_sigmoid" -> hardSigmoid(g, x, keras3);
            case "hard_silu", "hard_swish" -> g.multiply(x, hardSigmoid(g, x, true));
            case "hard_tanh" -> clip(g, x, -1, 1);
            case "mish" -> g.multiply(x, g.unary("Tanh", g.unary("Softplus", x)));
            case "tanh_shrink" -> g.subtract(x, g.unary("Tanh", x));
            case "log_sigmoid" -> g.unary("Neg", g.unary("Softplus", g.unary("Neg", x)));
            case "squareplus" ->
                    g.multiply(g.add(x, g.unary("Sqrt", g.add(g.unary("Square", x), 4))), 0.5);
            case "celu" -> celu(g, x, 1);
            case "glu" -> glu(g, x, -1);
            case "soft_shrink" -> softShrink(g, x, 0.5);
            case "hard_shrink" -> hardShrink(g, x, 0.5);
            case "sparse_plus" -> sparsePlus(g, x);
            case "sparse_sigmoid" -> clip(g, g.multiply(g.add(x, 1), 0.5), 0, 1);
            case "sparsemax" -> sparsemax(g, x, -1);
            default ->
                    throw new UnsupportedModelException(
                            place.place(),
                            "the activation '"
                                    + name
                                    + "' is not one of Keras's own, and code from a file is never"
                                    + " run");
        };
    }

    static KerasTensor leakyRelu(KerasGraph g, KerasTensor x, double slope) {
        return g.add(
                "LeakyRelu",
                x.type(),
                x.shape(),
                List.of(x),
                KerasGraph.attributes("T", x.type(), "alpha", slope));
    }

    /// `relu6(x + 3) / 6` since Keras 3, and `0.2 x + 0.5`, cut off, before.
    static KerasTensor hardSigmoid(KerasGraph g, KerasTensor x, boolean keras3) {
        return keras3
                ? g.divide(g.unary("Relu6", g.add(x, 3)), g.scalarLike(x, 6))
                : clip(g, g.add(g.multiply(x, 0.2), 0.5), 0, 1);
    }

    static KerasTensor clip(KerasGraph g, KerasTensor x, double low, double high) {
        return g.add(
                "ClipByValue",
                x.type(),
                x.shape(),
                List.of(x, g.scalarLike(x, low), g.scalarLike(x, high)),
                KerasGraph.attributes("T", x.type()));
    }

    static KerasTensor gelu(KerasGraph g, KerasTensor x, boolean approximate) {
        if (approximate) {
            KerasTensor cube = g.binary("Pow", x, g.scalarLike(x, 3));
            KerasTensor inner =
                    g.multiply(g.add(x, g.multiply(cube, 0.044715)), 0.7978845608028654);
            return g.multiply(g.multiply(x, 0.5), g.add(g.unary("Tanh", inner), 1));
        }
        KerasTensor scaled = g.divide(x, g.scalarLike(x, 1.4142135623730951));
        return g.multiply(g.multiply(x, 0.5), g.add(g.unary("Erf", scaled), 1));
    }

    static KerasTensor elu(KerasGraph g, KerasTensor x, double alpha) {
        KerasTensor unit = g.unary("Elu", x);
        return alpha == 1
                ? unit
                : g.select(
                        g.compare("Greater", x, g.scalarLike(x, 0)), unit, g.multiply(unit, alpha));
    }

    static KerasTensor celu(KerasGraph g, KerasTensor x, double alpha) {
        KerasTensor low = g.binary("Minimum", x, g.scalarLike(x, 0));
        KerasTensor grown = g.unary("Expm1", g.divide(low, g.scalarLike(x, alpha)));
        return g.add(g.binary("Maximum", x, g.scalarLike(x, 0)), g.multiply(grown, alpha));
    }

    static KerasTensor glu(KerasGraph g, KerasTensor x, int axis) {
        List<KerasTensor> halves = g.split(x, 2, axis);
        return g.multiply(halves.get(0), g.unary("Sigmoid", halves.get(1)));
    }

    static KerasTensor softShrink(KerasGraph g, KerasTensor x, double threshold) {
        return g.select(
                g.compare("Greater", x, g.scalarLike(x, threshold)),
                g.subtract(x, g.scalarLike(x, threshold)),
                g.select(
                        g.compare("Less", x, g.scalarLike(x, -threshold)),
                        g.add(x, threshold),
                        g.zerosLike(x)));
    }

    static KerasTensor hardShrink(KerasGraph g, KerasTensor x, double threshold) {
        return g.select(
                g.compare("Greater", g.unary("Abs", x), g.scalarLike(x, threshold)),
                x,
                g.zerosLike(x));
    }

    static KerasTensor sparsePlus(KerasGraph g, KerasTensor x) {
        KerasTensor middle = g.multiply(g.unary("Square", g.add(x, 1)), 0.25);
        return g.select(
                g.compare("LessEqual", x, g.scalarLike(x, -1)),
                g.zerosLike(x),
                g.select(g.compare("Less", x, g.scalarLike(x, 1)), middle, x));
    }

    /// As Keras computes it: its threshold is made of the cumulated sums of the cumulated sums,
    /// which is not that of Martins and Astudillo, "From Softmax to Sparsemax", 2016.
    static KerasTensor sparsemax(KerasGraph g, KerasTensor x, int axis) {
        int at = axis < 0 ? axis + x.rank() : axis;
        List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        java.util.Collections.swap(order, at, x.rank() - 1);
        KerasTensor last = g.transpose(x, order);
        if (!last.knows(-1) || last.dimension(-1).value() > MOST_CLASSES) {
            throw new UnsupportedModelException(
                    "sparsemax",
                    "the number of classes has to be known, and at most " + MOST_CLASSES);
        }
        long classes = last.dimension(-1).value();
        KerasTensor sorted =
                g.addAll(
                                "TopKV2",
                                List.of(x.type(), DataType.INT32),
                                List.of(last.shape(), last.shape()),
                                List.of(last, g.scalar(DataType.INT32, classes)),
                                KerasGraph.attributes("T", x.type(), "sorted", true))
                        .getFirst();
        KerasTensor sums = cumsum(g, sorted, x.rank() - 1);
        KerasTensor ranks =
                g.constant(
                        x.type(),
                        List.of(classes),
                        IntStream.rangeClosed(1, (int) classes).asDoubleStream().toArray());
        KerasTensor support =
                g.compare(
                        "Greater",
                        g.subtract(sorted, g.divide(g.add(sums, -1), ranks)),
                        g.scalarLike(x, 0));
        List<Integer> axes = List.of(x.rank() - 1);
        KerasTensor count = g.reduce("Sum", g.cast(support, x.type()), axes, true);
        KerasTensor supported =
                g.reduce("Sum", g.select(support, sums, g.zerosLike(sums)), axes, true);
        KerasTensor tau = g.divide(g.add(supported, -1), count);
        KerasTensor result = g.binary("Maximum", g.subtract(last, tau), g.scalarLike(x, 0));
        return g.transpose(result, order);
    }

    static KerasTensor cumsum(KerasGraph g, KerasTensor x, int axis) {
        return g.add(
                "Cumsum",
                x.type(),
                x.shape(),
                List.of(x, g.scalar(DataType.INT32, axis)),
                KerasGraph.attributes(
                        "T",
                        x.type(),
                        "Tidx",
                        DataType.INT32,
                        "exclusive",
                        false,
                        "reverse",
                        false));
    }

    /// `ReLU` with its three knobs.
    static KerasTensor relu(
            KerasGraph g, KerasTensor x, double slope, Optional<Double> most, double threshold) {
        if (slope == 0 && threshold == 0) {
            if (most.isEmpty()) {
                return g.unary("Relu", x);
            }
            return most.get() == 6
                    ? g.unary("Relu6", x)
                    : clip(g, g.unary("Relu", x), 0, most.get());
        }
        // Below the threshold: slope * (x - threshold). Keras has no upper end for that part.
        KerasTensor negative = g.unary("Relu", g.subtract(g.scalarLike(x, threshold), x));
        KerasTensor positive;
        if (threshold == 0) {
            positive = g.unary("Relu", x);
        } else {
            positive =
                    g.multiply(
                            x,
                            g.cast(g.compare("Greater", x, g.scalarLike(x, threshold)), x.type()));
        }
        if (most.isPresent()) {
            positive = clip(g, positive, 0, most.get());
        }
        return slope == 0 ? positive : g.subtract(positive, g.multiply(negative, slope));
    }
}
