package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;

/// Dense layers, embeddings, masks, and what changes nothing.
///
/// Source: `keras/src/layers/core`.
final class CoreLayers extends LayerFamily {
    CoreLayers() {
        masked("Dense", CoreLayers::dense);
        masked("EinsumDense", CoreLayers::einsumDense);
        layer("Embedding", CoreLayers::embedding);
        layer("Masking", CoreLayers::masking);
        masked("Activation", call -> Activations.apply(call, "activation", call.real()));
        masked("Identity", LayerCall::input);
        masked("InputLayer", LayerCall::input);
    }

    private static KerasTensor dense(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.real();
        long units = call.config().at("units").integer();
        long size = known(call, x, -1);
        KerasTensor y = g.matMul(x, call.weights().trainable("kernel", size, units));
        if (call.config().flag("use_bias", true)) {
            y = addBias(g, y, call.weights().trainable("bias", units));
        }
        return Activations.apply(call, "activation", y);
    }

    static KerasTensor addBias(KerasGraph g, KerasTensor x, KerasTensor bias) {
        return x.rank() < 2 ? g.add(x, bias) : g.biasAdd(x, bias, false);
    }

    /// A dimension that the weights depend on.
    static long known(LayerCall call, KerasTensor x, int axis) {
        if (!x.knows(axis)) {
            throw call.refuse(
                    "its weights depend on dimension "
                            + axis
                            + " of its input, which is open: ["
                            + x.shape()
                            + "]");
        }
        return x.dimension(axis).value();
    }

    private static KerasTensor einsumDense(LayerCall call) {
        KerasTensor x = call.real();
        Config config = call.config();
        EinsumDense shapes =
                EinsumDense.of(
                        call,
                        config.at("equation").text(),
                        x,
                        config.at("output_shape"),
                        config.text("bias_axes", ""));
        KerasTensor y = shapes.apply(call.graph(), x, call.weights(), !shapes.bias().isEmpty());
        return Activations.apply(call, "activation", y);
    }

    private static KerasTensor embedding(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        KerasTensor indices = call.input();
        if (indices.type() != DataType.INT32 && indices.type() != DataType.INT64) {
            indices = g.cast(indices, DataType.INT32);
        }
        if (config.has("lora_rank")) {
            throw call.refuse("it has a LoRA part, which is not read yet; merge it before saving");
        }
        KerasTensor table =
                call.weights()
                        .get(
                                "embeddings",
                                call.types().variable(),
                                true,
                                config.at("input_dim").integer(),
                                config.at("output_dim").integer());
        KerasTensor y = g.cast(g.gather(table, indices, 0), call.type());
        if (config.flag("mask_zero", false)) {
            KerasTensor mask = g.compare("NotEqual", indices, g.scalarLike(indices, 0));
            y = y.withMask(mask);
        }
        return y;
    }

    private static KerasTensor masking(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.real();
        KerasTensor value = g.scalarLike(x, call.config().real("mask_value", 0));
        KerasTensor differs = g.compare("NotEqual", x, value);
        KerasTensor any = g.reduce("Any", differs, List.of(-1), true);
        KerasTensor mask = g.squeeze(any, -1);
        return g.multiply(x, g.cast(any, x.type())).withMask(mask);
    }

    /// The equation of an EinsumDense layer with its shapes.
    ///
    /// @param equation without dots
    /// @param bias the shape of the bias, or nothing
    record EinsumDense(
            String equation, List<Long> kernel, List<Long> bias, List<Dimension> output) {
        static EinsumDense of(
                LayerCall call, String given, KerasTensor x, Config outputShape, String biasAxes) {
            String equation = given.replace(" ", "");
            String[] sides = equation.split("->", -1);
            String[] terms = sides[0].split(",", -1);
            if (sides.length != 2 || terms.length != 2) {
                throw call.refuse("the equation '" + given + "' is not that of two operands");
            }
            // Dots stand for the dimensions that the letters leave over.
            String letters = "";
            if (equation.contains("...")) {
                int count = x.rank() - (terms[0].length() - 3);
                StringBuilder free = new StringBuilder();
                for (char c = 'a'; c <= 'z' && free.length() < count; c++) {
                    if (equation.indexOf(c) < 0) {
                        free.append(c);
                    }
                }
                letters = free.toString();
            }
            String in = terms[0].replace("...", letters);
            String weights = terms[1].replace("...", letters);
            String out = sides[1].replace("...", letters);
            if (in.length() != x.rank()) {
                throw call.refuse(
                        "the equation '" + given + "' does not fit the input [" + x.shape() + "]");
            }
            List<Config> sizes = outputShape.isList() ? outputShape.list() : List.of(outputShape);
            List<Dimension> output = new ArrayList<>();
            for (int i = 0; i < out.length(); i++) {
                // The batch is not in the output shape, and dots may stand for more than it.
                int from = sizes.size() - (out.length() - i);
                int where = in.indexOf(out.charAt(i));
                boolean told = from >= 0 && !sizes.get(from).isNull();
                output.add(
                        told
                                ? Dimension.of(sizes.get(from).integer())
                                : where >= 0 ? x.dimension(where) : Dimension.ANY);
            }
            List<Long> kernel = new ArrayList<>();
            for (int i = 0; i < weights.length(); i++) {
                char c = weights.charAt(i);
                int inInput = in.indexOf(c);
                Dimension size =
                        inInput >= 0 && x.knows(inInput)
                                ? x.dimension(inInput)
                                : out.indexOf(c) >= 0 ? output.get(out.indexOf(c)) : Dimension.ANY;
                if (!size.isStatic()) {
                    throw call.refuse(
                            "the size of '" + c + "' in the equation '" + given + "' is open");
                }
                kernel.add(size.value());
            }
            List<Long> bias = new ArrayList<>();
            if (!biasAxes.isEmpty()) {
                int first = biasAxes.chars().map(out::indexOf).min().orElse(0);
                for (int i = first; i < out.length(); i++) {
                    bias.add(biasAxes.indexOf(out.charAt(i)) >= 0 ? output.get(i).value() : 1L);
                }
            }
            return new EinsumDense(in + "," + weights + "->" + out, kernel, bias, output);
        }

        KerasTensor apply(KerasGraph g, KerasTensor x, LayerWeights weights, boolean useBias) {
            KerasTensor y = g.einsum(equation, x, weights.trainable("kernel", array(kernel)));
            return useBias ? g.add(y, weights.trainable("bias", array(bias))) : y;
        }
    }

    static long[] array(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    static PartialShape batchAnd(PartialShape shape, List<Dimension> rest) {
        List<Dimension> all = new ArrayList<>(List.of(shape.dimension(0)));
        all.addAll(rest);
        return PartialShape.of(all);
    }
}
