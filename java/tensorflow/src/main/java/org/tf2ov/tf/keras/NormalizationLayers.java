package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;

/// Normalization by kept or by own statistics.
///
/// Half precision is computed in `float`, as Keras does it.
///
/// Source: `keras/src/layers/normalization`.
final class NormalizationLayers extends LayerFamily {
    NormalizationLayers() {
        for (String name :
                List.of(
                        "BatchNormalization",
                        "BatchNormalizationV1",
                        "BatchNormalizationV2",
                        "SyncBatchNormalization")) {
            masked(name, NormalizationLayers::batch);
        }
        masked("LayerNormalization", NormalizationLayers::layerNormalization);
        masked("GroupNormalization", NormalizationLayers::group);
        masked("RMSNormalization", NormalizationLayers::rms);
        masked("UnitNormalization", NormalizationLayers::unit);
        layers("SpectralNormalization", NormalizationLayers::spectral);
        // The two that keras.applications has of its own, in ConvNeXt and Inception-ResNet.
        layer("LayerScale", NormalizationLayers::layerScale);
        // Of InceptionResNetV2; Keras 2 registers it as users do with theirs.
        layer("CustomScaleLayer", NormalizationLayers::customScale);
        layer("Custom>CustomScaleLayer", NormalizationLayers::customScale);
    }

    private static DataType wide(DataType type) {
        return type == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
    }

    private static KerasTensor weight(LayerCall call, String name, boolean trained, long... shape) {
        KerasTensor stored = call.weights().get(name, call.types().variable(), trained, shape);
        return call.graph().cast(stored, wide(call.type()));
    }

    private static KerasTensor batch(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        KerasTensor x = call.real();
        if (call.isTraining() && config.flag("trainable", true)) {
            throw call.refuse(
                    "it is called with training=True, so that it normalizes by each batch's own"
                            + " statistics");
        }
        List<Long> axes = config.has("axis") ? config.at("axis").integers() : List.of(-1L);
        if (axes.size() != 1) {
            throw call.refuse("it normalizes along several axes, " + axes);
        }
        int axis = Math.toIntExact(axes.getFirst());
        axis = axis < 0 ? axis + x.rank() : axis;
        long size = CoreLayers.known(call, x, axis);
        double epsilon = config.real("epsilon", 1e-3);
        DataType wide = wide(call.type());
        boolean scale = config.flag("scale", true);
        boolean center = config.flag("center", true);
        KerasTensor gamma = scale ? weight(call, "gamma", true, size) : null;
        KerasTensor beta = center ? weight(call, "beta", true, size) : null;
        KerasTensor mean = weight(call, "moving_mean", false, size);
        KerasTensor variance = weight(call, "moving_variance", false, size);
        if (config.flag("renorm", false)) {
            // Kept for training; inference goes by the moving averages alike.
            weight(call, "moving_stddev", false, size);
            weight(call, "renorm_mean", false, size);
            weight(call, "renorm_stddev", false, size);
        }
        if (x.rank() == 4 && (axis == 3 || axis == 1) && wide == DataType.FLOAT) {
            return g.fusedBatchNorm(
                    x,
                    scale ? gamma : repeated(g, wide, size, 1),
                    center ? beta : repeated(g, wide, size, 0),
                    mean,
                    variance,
                    epsilon,
                    axis == 1);
        }
        KerasTensor inverse = g.unary("Rsqrt", g.add(variance, epsilon));
        if (scale) {
            inverse = g.multiply(inverse, gamma);
        }
        KerasTensor shift = g.multiply(mean, inverse);
        KerasTensor y = g.multiply(g.cast(x, wide), along(g, inverse, x.rank(), axis));
        y =
                center
                        ? g.add(y, along(g, g.subtract(beta, shift), x.rank(), axis))
                        : g.subtract(y, along(g, shift, x.rank(), axis));
        return g.cast(y, x.type());
    }

    /// The same number for all channels; it stands in the constant once.
    private static KerasTensor repeated(KerasGraph g, DataType type, long size, double value) {
        Weights.Stored one = (Weights.Stored) Weights.scalar(type.element().orElseThrow(), value);
        return g.constant(TfTensor.of(type, PartialShape.of(size), one.bytes()));
    }

    /// A vector in the place of an axis.
    private static KerasTensor along(KerasGraph g, KerasTensor vector, int rank, int axis) {
        if (axis == rank - 1) {
            return vector;
        }
        List<Dimension> dimensions = new ArrayList<>(Collections.nCopies(rank, Dimension.of(1)));
        dimensions.set(axis, vector.dimension(0));
        return g.reshape(vector, PartialShape.of(dimensions));
    }

    private static List<Integer> axes(LayerCall call, KerasTensor x) {
        Config axis = call.config().orNull("axis");
        List<Long> given = axis.isNull() ? List.of(-1L) : axis.integers();
        return given.stream()
                .map(each -> Math.toIntExact(each < 0 ? each + x.rank() : each))
                .sorted()
                .toList();
    }

    private static long[] sizes(LayerCall call, KerasTensor x, List<Integer> axes) {
        return axes.stream().mapToLong(axis -> CoreLayers.known(call, x, axis)).toArray();
    }

    /// Weights over some axes, so that they broadcast to the whole.
    private static KerasTensor spread(
            KerasGraph g, KerasTensor weight, KerasTensor x, List<Integer> axes) {
        boolean trailing = axes.getFirst() == x.rank() - axes.size();
        if (trailing && axes.getLast() == x.rank() - 1) {
            return weight;
        }
        List<Dimension> dimensions =
                new ArrayList<>(Collections.nCopies(x.rank(), Dimension.of(1)));
        axes.forEach(axis -> dimensions.set(axis, x.dimension(axis)));
        return g.reshape(weight, PartialShape.of(dimensions));
    }

    private static KerasTensor layerNormalization(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        KerasTensor x = call.real();
        List<Integer> axes = axes(call, x);
        long[] sizes = sizes(call, x, axes);
        double epsilon = config.real("epsilon", 1e-3);
        boolean rms = config.flag("rms_scaling", false);
        boolean scale = config.flag("scale", true) || rms;
        KerasTensor gamma = scale ? weight(call, "gamma", true, sizes) : null;
        KerasTensor beta =
                config.flag("center", true) && !rms ? weight(call, "beta", true, sizes) : null;
        KerasTensor input = g.cast(x, wide(call.type()));
        KerasTensor mean = g.reduce("Mean", input, axes, true);
        KerasTensor centered = g.subtract(input, mean);
        KerasTensor variance =
                g.reduce("Mean", g.binary("SquaredDifference", input, mean), axes, true);
        KerasTensor inverse = g.unary("Rsqrt", g.add(variance, epsilon));
        // With rms_scaling Keras divides by the deviation, but does not center.
        KerasTensor y = g.multiply(rms ? input : centered, inverse);
        if (gamma != null) {
            y = g.multiply(y, spread(g, gamma, x, axes));
        }
        if (beta != null) {
            y = g.add(y, spread(g, beta, x, axes));
        }
        return g.cast(y, x.type());
    }

    private static KerasTensor rms(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.real();
        List<Integer> axes = axes(call, x);
        KerasTensor scale = weight(call, "scale", true, sizes(call, x, axes));
        KerasTensor input = g.cast(x, wide(call.type()));
        KerasTensor square = g.reduce("Mean", g.unary("Square", input), axes, true);
        KerasTensor y =
                g.multiply(
                        input,
                        g.unary("Rsqrt", g.add(square, call.config().real("epsilon", 1e-6))));
        return g.cast(g.multiply(y, spread(g, scale, x, axes)), x.type());
    }

    private static KerasTensor unit(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.real();
        KerasTensor square = g.reduce("Sum", g.unary("Square", x), axes(call, x), true);
        double least = x.type() == DataType.HALF ? 6e-8 : 1e-12;
        if (call.isKeras3()) {
            // The norm, not its square, is at least epsilon.
            least = x.type() == DataType.HALF ? 6e-8 : 1e-24;
        }
        return g.multiply(
                x, g.unary("Rsqrt", g.binary("Maximum", square, g.scalarLike(square, least))));
    }

    /// Groups of neighbouring channels are normalized together, with all of space.
    private static KerasTensor group(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        KerasTensor x = call.real();
        int given = Math.toIntExact(config.integer("axis", -1));
        int axis = given < 0 ? given + x.rank() : given;
        long channels = CoreLayers.known(call, x, axis);
        long groups = config.integer("groups", 32);
        groups = groups == -1 ? channels : groups;
        if (groups < 1 || channels % groups != 0) {
            throw call.refuse(channels + " channels cannot be in " + groups + " groups");
        }
        KerasTensor gamma =
                config.flag("scale", true) ? weight(call, "gamma", true, channels) : null;
        KerasTensor beta =
                config.flag("center", true) ? weight(call, "beta", true, channels) : null;
        KerasTensor input = g.cast(x, wide(call.type()));
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.set(axis, Dimension.of(groups));
        dimensions.add(axis + 1, Dimension.of(channels / groups));
        KerasTensor grouped =
                g.reshape(input, parts(g, input, axis, groups), PartialShape.of(dimensions));
        List<Integer> axes = new ArrayList<>();
        for (int i = 1; i < grouped.rank(); i++) {
            if (i != axis) {
                axes.add(i);
            }
        }
        KerasTensor mean = g.reduce("Mean", grouped, axes, true);
        KerasTensor variance =
                g.reduce("Mean", g.binary("SquaredDifference", grouped, mean), axes, true);
        KerasTensor inverse = g.unary("Rsqrt", g.add(variance, config.real("epsilon", 1e-3)));
        KerasTensor normal = g.multiply(g.subtract(grouped, mean), inverse);
        List<Object> back = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            back.add(x.knows(i) ? (Object) x.dimension(i).value() : null);
        }
        KerasTensor y = g.reshape(normal, open(g, x, back), x.shape());
        if (gamma != null) {
            y = g.multiply(y, along(g, gamma, x.rank(), axis));
        }
        if (beta != null) {
            y = g.add(y, along(g, beta, x.rank(), axis));
        }
        return g.cast(y, x.type());
    }

    private static List<Object> parts(KerasGraph g, KerasTensor x, int axis, long groups) {
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            parts.add(x.knows(i) ? (Object) x.dimension(i).value() : null);
        }
        open(g, x, parts);
        parts.set(axis, groups);
        parts.add(axis + 1, x.dimension(axis).value() / groups);
        return parts;
    }

    /// Replaces what is null: the first by -1, the others by dimensions of `x`.
    private static List<Object> open(KerasGraph g, KerasTensor x, List<Object> parts) {
        boolean first = true;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) == null) {
                parts.set(i, first ? (Object) Long.valueOf(-1) : g.dimension(x, i));
                first = false;
            }
        }
        return parts;
    }

    private static KerasTensor layerScale(LayerCall call) {
        long size = call.config().at("projection_dim").integer();
        return call.graph().multiply(call.real(), call.weights().trainable("gamma", size));
    }

    private static KerasTensor customScale(LayerCall call) {
        KerasGraph g = call.graph();
        List<KerasTensor> inputs = call.inputs();
        if (inputs.size() != 2) {
            throw call.refuse("it is not the one of keras.applications, which takes two inputs");
        }
        return g.add(inputs.get(0), g.multiply(inputs.get(1), call.config().at("scale").real()));
    }

    /// In inference it is the layer in it, whose weights training has divided already.
    private static List<KerasTensor> spectral(LayerCall call) {
        if (call.isTraining()) {
            throw call.refuse("it is called with training=True");
        }
        Config inner = call.config().at("layer");
        KerasTensor x = call.input();
        List<KerasTensor> outputs = call.call("layer", inner, List.of(x), Map.of());
        Config config = inner.at("config");
        long last =
                config.has("filters")
                        ? config.at("filters").integer()
                        : config.has("units")
                                ? config.at("units").integer()
                                : config.has("output_dim")
                                        ? config.at("output_dim").integer()
                                        : config.integer("depth_multiplier", 1);
        if (inner.text("class_name", "").endsWith("Transpose")) {
            last = CoreLayers.known(call, x, ConvolutionLayers.channelsFirst(config) ? 1 : -1);
        }
        // The wrapper keeps the kernel as an attribute of its own, too.
        call.weights().setAliases(1);
        call.weights().get("vector_u", call.types().variable(), false, 1, last);
        return x.isFloat()
                ? outputs.stream().map(output -> call.graph().cast(output, x.type())).toList()
                : outputs;
    }
}
