package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfAttribute;

/// Layers that prepare images, numbers and categories.
///
/// Source: `keras/src/layers/preprocessing`.
final class PreprocessingLayers extends LayerFamily {
    private static final int LARGEST_VOCABULARY = 1 << 16;

    /// Why the ones that cannot be converted cannot be.
    private static final Map<String, String> REFUSED =
            Map.ofEntries(
                    Map.entry("StringLookup", "it looks texts up in a table"),
                    Map.entry("TextVectorization", "it takes texts apart"),
                    Map.entry("Hashing", "it hashes its inputs"),
                    Map.entry("HashedCrossing", "it hashes its inputs"),
                    Map.entry("MelSpectrogram", "it makes a spectrogram"),
                    Map.entry("STFTSpectrogram", "it makes a spectrogram"),
                    Map.entry("AutoContrast", "it stretches the histogram of each image"),
                    Map.entry("Equalization", "it equalizes the histogram of each image"),
                    Map.entry("CLAHE", "it equalizes the histogram of each image"),
                    Map.entry("Solarization", "it solarizes images"));

    PreprocessingLayers() {
        masked("Rescaling", PreprocessingLayers::rescaling);
        masked("Normalization", PreprocessingLayers::normalization);
        layer("Resizing", PreprocessingLayers::resizing);
        layer("CenterCrop", PreprocessingLayers::centerCrop);
        layer("RandomCrop", PreprocessingLayers::centerCrop);
        layer("CategoryEncoding", PreprocessingLayers::categoryEncoding);
        layer("Discretization", PreprocessingLayers::discretization);
        layer("IntegerLookup", PreprocessingLayers::integerLookup);
        for (String random :
                List.of(
                        "RandomFlip",
                        "RandomTranslation",
                        "RandomRotation",
                        "RandomZoom",
                        "RandomContrast",
                        "RandomBrightness",
                        "RandomHeight",
                        "RandomWidth",
                        "RandomColorDegeneration",
                        "RandomColorJitter",
                        "RandomElasticTransform",
                        "RandomErasing",
                        "RandomGaussianBlur",
                        "RandomGrayscale",
                        "RandomHue",
                        "RandomInvert",
                        "RandomPerspective",
                        "RandomPosterization",
                        "RandomSaturation",
                        "RandomSharpness",
                        "RandomShear",
                        "RandAugment",
                        "AugMix",
                        "CutMix",
                        "MixUp")) {
            layer(random, PreprocessingLayers::unchanged);
        }
        REFUSED.forEach((name, why) ->
                layer(
                        name,
                        call -> {
                            throw call.refuse(
                                    why
                                            + ", which cannot be converted; do it before the"
                                            + " model");
                        }));
    }

    private static KerasTensor unchanged(LayerCall call) {
        if (call.isTraining()) {
            throw call.refuse(
                    "it is called with training=True, so that its output is random at inference too");
        }
        return call.real();
    }

    /// Numbers of the configuration as a constant of the layer's type.
    private static KerasTensor numbers(LayerCall call, Config value, DataType type) {
        Config plain =
                value.isMap() && value.has("config") ? value.at("config").at("value") : value;
        List<Long> shape = new ArrayList<>();
        for (Config next = plain; next.isList(); next = next.list().getFirst()) {
            shape.add((long) next.list().size());
            if (next.list().isEmpty()) {
                break;
            }
        }
        double[] all = plain.reals().stream().mapToDouble(Double::doubleValue).toArray();
        if (shape.stream().reduce(1L, (a, b) -> a * b) != all.length) {
            throw call.refuse("the numbers at " + value.place() + " are not a rectangle");
        }
        return call.graph().constant(type, shape, all);
    }

    private static KerasTensor rescaling(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        KerasTensor x = g.cast(call.input(), call.type());
        KerasTensor y = g.multiply(x, numbers(call, config.at("scale"), call.type()));
        return config.has("offset") ? g.add(y, numbers(call, config.at("offset"), call.type())) : y;
    }

    /// By the stored statistics, as Keras does when it loads the file. A model in memory whose
    /// `set_weights` changed them, and a SavedModel exported from it, still compute with the ones
    /// that the layer adapted to or was loaded with: Keras keeps a copy of these.
    private static KerasTensor normalization(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        KerasTensor x = g.cast(call.input(), call.type());
        Config axis = config.orNull("axis");
        List<Integer> kept = new ArrayList<>();
        if (!axis.isNull()) {
            axis.integers()
                    .forEach(each -> kept.add(Math.toIntExact(each < 0 ? each + x.rank() : each)));
            Collections.sort(kept);
        }
        KerasTensor mean;
        KerasTensor variance;
        if (config.has("mean")) {
            mean = spread(g, numbers(call, config.at("mean"), call.type()), x, kept);
            variance = spread(g, numbers(call, config.at("variance"), call.type()), x, kept);
        } else {
            long[] shape =
                    kept.stream().mapToLong(each -> CoreLayers.known(call, x, each)).toArray();
            mean = spread(g, call.weights().frozen("mean", shape), x, kept);
            variance = spread(g, call.weights().frozen("variance", shape), x, kept);
            call.weights().get("count", call.isKeras3() ? DataType.INT32 : DataType.INT64, false);
        }
        KerasTensor deviation =
                g.binary("Maximum", g.unary("Sqrt", variance), g.scalarLike(variance, 1e-7));
        return config.flag("invert", false)
                ? g.add(g.multiply(x, deviation), mean)
                : g.divide(g.subtract(x, mean), deviation);
    }

    /// Numbers along the last of some axes, so that they broadcast to the whole.
    private static KerasTensor spread(
            KerasGraph g, KerasTensor numbers, KerasTensor x, List<Integer> axes) {
        if (numbers.rank() == 0) {
            return numbers;
        }
        List<Dimension> dimensions =
                new ArrayList<>(Collections.nCopies(x.rank(), Dimension.of(1)));
        for (int i = 1; i <= Math.min(numbers.rank(), axes.size()); i++) {
            dimensions.set(axes.get(axes.size() - i), numbers.dimension(-i));
        }
        if (numbers.rank() > axes.size()) {
            // Given with as many dimensions as the input.
            return numbers;
        }
        PartialShape shape = PartialShape.of(dimensions);
        return shape.equals(numbers.shape()) ? numbers : g.reshape(numbers, shape);
    }

    // Images

    /// Another size of channels-last images, by one of Keras's interpolations.
    static KerasTensor resize(
            LayerCall call, KerasTensor x, long height, long width, String interpolation) {
        KerasGraph g = call.graph();
        return switch (interpolation) {
            case "nearest" -> g.resize("ResizeNearestNeighbor", x, height, width, false, true);
            case "bilinear" -> g.resize("ResizeBilinear", x, height, width, false, true);
            case "bicubic" -> g.resize("ResizeBicubic", x, height, width, false, true);
            case "area" -> g.resize("ResizeArea", x, height, width, false, false);
            default ->
                    throw call.refuse(
                            "the interpolation '"
                                    + interpolation
                                    + "' is not one of nearest, bilinear, bicubic, area, which can"
                                    + " be converted");
        };
    }

    private static KerasTensor resizing(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        boolean channelsFirst = ConvolutionLayers.channelsFirst(config);
        KerasTensor x = call.real();
        if (x.rank() != 4) {
            throw call.refuse("it takes batches of images, not [" + x.shape() + "]");
        }
        long height = config.at("height").integer();
        long width = config.at("width").integer();
        if (config.flag("antialias", false)) {
            throw call.refuse("it resizes with antialias=True, which has no operation here");
        }
        x = channelsFirst ? g.transpose(x, List.of(0, 2, 3, 1)) : x;
        if (config.flag("crop_to_aspect_ratio", false)) {
            x = cropToAspect(call, x, height, width);
        } else if (config.flag("pad_to_aspect_ratio", false)) {
            x = padToAspect(call, x, height, width);
        }
        KerasTensor y =
                g.cast(
                        resize(call, x, height, width, config.text("interpolation", "bilinear")),
                        call.type());
        return channelsFirst ? g.transpose(y, List.of(0, 3, 1, 2)) : y;
    }

    /// The largest part in the middle that has the form of the target.
    private static KerasTensor cropToAspect(
            LayerCall call, KerasTensor x, long targetHeight, long targetWidth) {
        long height = CoreLayers.known(call, x, 1);
        long width = CoreLayers.known(call, x, 2);
        long cropHeight = cut((float) (width * targetHeight) / targetWidth, height);
        long cropWidth = cut((float) (height * targetWidth) / targetHeight, width);
        long top = (long) ((float) (height - cropHeight) / 2);
        long left = (long) ((float) (width - cropWidth) / 2);
        KerasGraph g = call.graph();
        KerasTensor rows = g.slice(x, 1, top, top + cropHeight, 1);
        return g.slice(rows, 2, left, left + cropWidth, 1);
    }

    private static long cut(float wanted, long most) {
        return Math.max(Math.min(most, (long) wanted), 1);
    }

    private static KerasTensor padToAspect(
            LayerCall call, KerasTensor x, long targetHeight, long targetWidth) {
        long height = CoreLayers.known(call, x, 1);
        long width = CoreLayers.known(call, x, 2);
        long padHeight = Math.max(height, (long) ((float) (width * targetHeight) / targetWidth));
        long padWidth = Math.max(width, (long) ((float) (height * targetWidth) / targetHeight));
        long top = (long) ((float) (padHeight - height) / 2);
        long left = (long) ((float) (padWidth - width) / 2);
        KerasGraph g = call.graph();
        return g.pad(
                x,
                List.of(
                        new long[] {0, 0},
                        new long[] {top, top},
                        new long[] {left, left},
                        new long[] {0, 0}),
                g.scalarLike(x, call.config().real("fill_value", 0)));
    }

    private static KerasTensor centerCrop(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        KerasTensor x = call.real();
        if (call.className().equals("RandomCrop") && call.isKeras3()) {
            // Of Keras 3 it crops in training only; of Keras 2 it resizes at inference.
            return x;
        }
        boolean channelsFirst = ConvolutionLayers.channelsFirst(config);
        if (x.rank() != 4) {
            throw call.refuse("it takes batches of images, not [" + x.shape() + "]");
        }
        int first = channelsFirst ? 2 : 1;
        long height = config.at("height").integer();
        long width = config.at("width").integer();
        long rows = CoreLayers.known(call, x, first) - height;
        long columns = CoreLayers.known(call, x, first + 1) - width;
        boolean resizes = call.className().equals("RandomCrop");
        if (rows >= 0 && columns >= 0 && !resizes) {
            KerasTensor cut = g.slice(x, first, rows / 2, rows / 2 + height, 1);
            return g.slice(cut, first + 1, columns / 2, columns / 2 + width, 1);
        }
        x = channelsFirst ? g.transpose(x, List.of(0, 2, 3, 1)) : x;
        x = cropToAspect(call, x, height, width);
        KerasTensor y = g.cast(resize(call, x, height, width, "bilinear"), call.type());
        return channelsFirst ? g.transpose(y, List.of(0, 3, 1, 2)) : y;
    }

    // Categories

    /// Indices as they are, or as vectors of zeros and ones, or of counts.
    private static KerasTensor encode(
            LayerCall call,
            KerasTensor indices,
            long depth,
            DataType type,
            Optional<KerasTensor> weights) {
        KerasGraph g = call.graph();
        if (call.config().flag("sparse", false)) {
            throw call.refuse("its output is sparse, which OpenVINO has no tensors for");
        }
        String mode = call.config().text("output_mode", "multi_hot");
        return switch (mode) {
            case "int" -> g.cast(indices, type);
            case "one_hot" ->
                    g.oneHot(
                            indices.rank() > 1 && indices.dimension(-1).is(1)
                                    ? g.squeeze(indices, -1)
                                    : indices,
                            depth,
                            type);
            case "multi_hot", "binary", "count" -> {
                if (indices.rank() < 2) {
                    throw call.refuse(
                            "its input [" + indices.shape() + "] has no dimension to count over");
                }
                KerasTensor each = g.oneHot(indices, depth, type);
                if (!mode.equals("count")) {
                    yield g.reduce("Max", each, List.of(1), false);
                }
                if (weights.isPresent()) {
                    each = g.multiply(each, g.expandDims(g.cast(weights.get(), type), -1));
                }
                yield g.reduce("Sum", each, List.of(1), false);
            }
            default -> throw call.refuse("the output mode '" + mode + "' cannot be converted");
        };
    }

    private static KerasTensor categoryEncoding(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.input();
        if (x.type() != DataType.INT32 && x.type() != DataType.INT64) {
            x = g.cast(x, DataType.INT32);
        }
        return encode(
                call,
                x,
                call.config().at("num_tokens").integer(),
                call.type(),
                call.tensor(1, "count_weights"));
    }

    private static KerasTensor discretization(LayerCall call) {
        KerasGraph g = call.graph();
        Config boundaries = call.config().orNull("bin_boundaries");
        if (boundaries.isNull()) {
            throw call.refuse(
                    "its boundaries are not in the file; give them as bin_boundaries, or adapt the"
                            + " layer before the model is saved");
        }
        List<Double> given = boundaries.reals();
        TfAttribute numbers =
                TfAttribute.Items.reals(
                        given.stream().map(number -> (float) (double) number).toList());
        KerasTensor x = call.input();
        x = x.isFloat() && x.type() != DataType.DOUBLE ? g.cast(x, DataType.FLOAT) : x;
        KerasTensor indices =
                g.add(
                        "Bucketize",
                        DataType.INT32,
                        x.shape(),
                        List.of(x),
                        KerasGraph.attributes("T", x.type(), "boundaries", numbers));
        boolean plain = call.config().text("output_mode", "int").equals("int");
        DataType type = plain ? call.isKeras3() ? DataType.INT32 : DataType.INT64 : call.type();
        return encode(call, indices, given.size() + 1L, type, Optional.empty());
    }

    private static KerasTensor integerLookup(LayerCall call) {
        KerasGraph g = call.graph();
        Config config = call.config();
        Config vocabulary = config.orNull("vocabulary");
        if (!vocabulary.isList()) {
            throw call.refuse(
                    "its vocabulary is in a file of its own, or was adapted and is not kept with the"
                            + " layer; give it as a list");
        }
        if (vocabulary.list().size() > LARGEST_VOCABULARY) {
            throw call.refuse("its vocabulary has more than " + LARGEST_VOCABULARY + " integers");
        }
        if (config.text("output_mode", "int").equals("tf_idf")) {
            throw call.refuse("the output mode 'tf_idf' cannot be converted");
        }
        List<Long> words = vocabulary.list().stream().map(Config::integer).toList();
        Config maskToken = config.orNull("mask_token");
        boolean plain = config.text("output_mode", "int").equals("int");
        boolean masks = !maskToken.isNull() && plain;
        long unknown = config.integer("num_oov_indices", 1);
        long first = (masks ? 1 : 0) + unknown;
        KerasTensor x = g.cast(call.input(), DataType.INT64);
        if (config.flag("invert", false)) {
            List<Double> table = new ArrayList<>();
            if (masks) {
                table.add((double) maskToken.integer());
            }
            table.addAll(
                    Collections.nCopies(
                            Math.toIntExact(unknown), (double) config.integer("oov_token", -1)));
            words.forEach(word -> table.add((double) word));
            KerasTensor all =
                    g.constant(
                            DataType.INT64,
                            List.of((long) table.size()),
                            table.stream().mapToDouble(Double::doubleValue).toArray());
            return g.gather(all, x, 0);
        }
        KerasTensor known =
                g.constant(
                        DataType.INT64,
                        List.of((long) words.size()),
                        words.stream().mapToDouble(Long::doubleValue).toArray());
        KerasTensor equal =
                g.cast(g.compare("Equal", g.expandDims(x, x.rank()), known), DataType.INT64);
        KerasTensor numbers =
                g.constant(
                        DataType.INT64,
                        List.of((long) words.size()),
                        LongStream.range(first, first + words.size()).asDoubleStream().toArray());
        KerasTensor found = g.reduce("Sum", g.multiply(equal, numbers), List.of(-1), false);
        KerasTensor isKnown = g.compare("Greater", found, g.scalarLike(found, 0));
        if (first == 0) {
            KerasTensor hits = g.reduce("Sum", equal, List.of(-1), false);
            isKnown = g.compare("Greater", hits, g.scalarLike(hits, 0));
        }
        KerasTensor other;
        if (unknown == 0) {
            other = g.add(g.zerosLike(x), -1);
        } else if (unknown == 1) {
            other = g.add(g.zerosLike(x), masks ? 1 : 0);
        } else {
            other =
                    g.add(
                            g.binary("FloorMod", x, g.scalarLike(x, (double) unknown)),
                            masks ? 1 : 0);
        }
        KerasTensor indices = g.select(isKnown, found, other);
        if (masks) {
            KerasTensor hidden =
                    g.compare("Equal", x, g.scalarLike(x, (double) maskToken.integer()));
            indices = g.select(hidden, g.zerosLike(x), indices);
        }
        long depth =
                config.flag("pad_to_max_tokens", false)
                        ? config.integer("max_tokens", first + words.size())
                        : first + words.size();
        return encode(
                call,
                indices,
                depth,
                plain || call.isKeras3() ? DataType.INT64 : call.type(),
                Optional.empty());
    }
}
