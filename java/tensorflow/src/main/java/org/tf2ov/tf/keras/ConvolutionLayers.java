package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;

/// Convolutions of one to three dimensions: plain, transposed, depthwise, separable.
///
/// Those of one dimension get a second one of size 1, as TensorFlow does it.
///
/// Source: `keras/src/layers/convolutional`.
final class ConvolutionLayers extends LayerFamily {
    ConvolutionLayers() {
        for (int rank = 1; rank <= 3; rank++) {
            int spatial = rank;
            layer("Conv" + rank + "D", call -> convolution(call, spatial));
            layer("Conv" + rank + "DTranspose", call -> transposed(call, spatial));
        }
        // The names of Keras 1 and 2.
        for (int rank = 1; rank <= 3; rank++) {
            int spatial = rank;
            layer("Convolution" + rank + "D", call -> convolution(call, spatial));
            layer("Convolution" + rank + "DTranspose", call -> transposed(call, spatial));
        }
        layer("DepthwiseConv1D", call -> depthwise(call, 1));
        layer("DepthwiseConv2D", call -> depthwise(call, 2));
        layer("SeparableConv1D", call -> separable(call, 1));
        layer("SeparableConv2D", call -> separable(call, 2));
        layer("SeparableConvolution1D", call -> separable(call, 1));
        layer("SeparableConvolution2D", call -> separable(call, 2));
    }

    /// What all of them are made with.
    ///
    /// @param padding `SAME` or `VALID`; causal padding has been added to the input
    record Window(
            List<Long> kernel,
            List<Long> strides,
            List<Long> dilations,
            String padding,
            boolean channelsFirst) {
        static Window of(LayerCall call, int spatial) {
            Config config = call.config();
            return new Window(
                    config.integers("kernel_size", spatial, 1),
                    config.integers("strides", spatial, 1),
                    config.integers("dilation_rate", spatial, 1),
                    config.text("padding", "valid").toUpperCase(Locale.ROOT),
                    ConvolutionLayers.channelsFirst(config));
        }

        int channels(KerasTensor x) {
            return channelsFirst ? 1 : x.rank() - 1;
        }
    }

    static boolean channelsFirst(Config config) {
        return config.text("data_format", "channels_last").equals("channels_first");
    }

    /// The input with the padding that no later step may see; the padding becomes `VALID`.
    private static KerasTensor padded(LayerCall call, KerasTensor x, Window window) {
        if (!window.padding().equals("CAUSAL")) {
            return x;
        }
        long left = window.dilations().getFirst() * (window.kernel().getFirst() - 1);
        List<long[]> pads = new ArrayList<>(Collections.nCopies(x.rank(), new long[] {0, 0}));
        pads.set(window.channelsFirst() ? 2 : 1, new long[] {left, 0});
        return call.graph().pad(x, pads);
    }

    private static String padding(Window window) {
        return window.padding().equals("CAUSAL") ? "VALID" : window.padding();
    }

    private static KerasTensor convolution(LayerCall call, int spatial) {
        KerasGraph g = call.graph();
        Window window = Window.of(call, spatial);
        KerasTensor x = padded(call, call.real(), window);
        long filters = call.config().at("filters").integer();
        long groups = call.config().integer("groups", 1);
        long channels = CoreLayers.known(call, x, window.channels(x));
        if (groups < 1 || channels % groups != 0 || filters % groups != 0) {
            throw call.refuse(
                    channels
                            + " channels and "
                            + filters
                            + " filters cannot be in "
                            + groups
                            + " groups");
        }
        List<Long> shape = new ArrayList<>(window.kernel());
        shape.add(channels / groups);
        shape.add(filters);
        KerasTensor kernel = call.weights().trainable("kernel", CoreLayers.array(shape));
        KerasTensor y;
        if (spatial == 1) {
            int added = window.channelsFirst() ? 2 : 1;
            y =
                    g.squeeze(
                            g.convolution(
                                    g.expandDims(x, added),
                                    g.expandDims(kernel, 0),
                                    two(window.strides()),
                                    two(window.dilations()),
                                    padding(window),
                                    window.channelsFirst()),
                            added);
        } else {
            y =
                    g.convolution(
                            x,
                            kernel,
                            window.strides(),
                            window.dilations(),
                            padding(window),
                            window.channelsFirst());
        }
        return finish(call, y, filters, window);
    }

    private static List<Long> two(List<Long> one) {
        return List.of(1L, one.getFirst());
    }

    private static KerasTensor finish(LayerCall call, KerasTensor y, long filters, Window window) {
        if (call.config().flag("use_bias", true)) {
            KerasTensor bias = call.weights().trainable("bias", filters);
            y = call.graph().biasAdd(y, bias, window.channelsFirst());
        }
        return Activations.apply(call, "activation", y);
    }

    private static KerasTensor depthwise(LayerCall call, int spatial) {
        Window window = Window.of(call, spatial);
        KerasTensor x = padded(call, call.real(), window);
        long multiplier = call.config().integer("depth_multiplier", 1);
        long channels = CoreLayers.known(call, x, window.channels(x));
        List<Long> shape = new ArrayList<>(window.kernel());
        shape.add(channels);
        shape.add(multiplier);
        String name = call.isKeras3() ? "kernel" : "depthwise_kernel";
        KerasTensor kernel = call.weights().trainable(name, CoreLayers.array(shape));
        KerasTensor y = depthwise(call.graph(), x, kernel, window, spatial);
        return finish(call, y, channels * multiplier, window);
    }

    private static KerasTensor depthwise(
            KerasGraph g, KerasTensor x, KerasTensor kernel, Window window, int spatial) {
        if (spatial == 2) {
            return g.depthwise(
                    x,
                    kernel,
                    window.strides(),
                    window.dilations(),
                    padding(window),
                    window.channelsFirst());
        }
        int added = window.channelsFirst() ? 2 : 1;
        List<Long> strides = List.of(window.strides().getFirst(), window.strides().getFirst());
        return g.squeeze(
                g.depthwise(
                        g.expandDims(x, added),
                        g.expandDims(kernel, 0),
                        strides,
                        two(window.dilations()),
                        padding(window),
                        window.channelsFirst()),
                added);
    }

    private static KerasTensor separable(LayerCall call, int spatial) {
        KerasGraph g = call.graph();
        Window window = Window.of(call, spatial);
        KerasTensor x = padded(call, call.real(), window);
        long filters = call.config().at("filters").integer();
        long multiplier = call.config().integer("depth_multiplier", 1);
        long channels = CoreLayers.known(call, x, window.channels(x));
        List<Long> depth = new ArrayList<>(window.kernel());
        depth.add(channels);
        depth.add(multiplier);
        List<Long> point = new ArrayList<>(Collections.nCopies(spatial, 1L));
        point.add(channels * multiplier);
        point.add(filters);
        KerasTensor depthKernel =
                call.weights().trainable("depthwise_kernel", CoreLayers.array(depth));
        KerasTensor pointKernel =
                call.weights().trainable("pointwise_kernel", CoreLayers.array(point));
        KerasTensor y = depthwise(g, x, depthKernel, window, spatial);
        List<Long> ones = List.of(1L, 1L);
        if (spatial == 1) {
            int added = window.channelsFirst() ? 2 : 1;
            y =
                    g.squeeze(
                            g.convolution(
                                    g.expandDims(y, added),
                                    g.expandDims(pointKernel, 0),
                                    ones,
                                    ones,
                                    "VALID",
                                    window.channelsFirst()),
                            added);
        } else {
            y = g.convolution(y, pointKernel, ones, ones, "VALID", window.channelsFirst());
        }
        return finish(call, y, filters, window);
    }

    private static KerasTensor transposed(LayerCall call, int spatial) {
        KerasGraph g = call.graph();
        Window window = Window.of(call, spatial);
        KerasTensor x = call.real();
        long filters = call.config().at("filters").integer();
        long channels = CoreLayers.known(call, x, window.channels(x));
        Config more = call.config().orNull("output_padding");
        List<Long> outputPadding =
                more.isNull() ? null : call.config().integers("output_padding", spatial, 0);
        List<Long> shape = new ArrayList<>(window.kernel());
        shape.add(filters);
        shape.add(channels);
        KerasTensor kernel = call.weights().trainable("kernel", CoreLayers.array(shape));
        List<Object> parts = new ArrayList<>();
        List<Dimension> dimensions = new ArrayList<>(x.dimensions());
        for (int i = 0; i < x.rank(); i++) {
            parts.add(null);
        }
        for (int i = 0; i < spatial; i++) {
            int axis = window.channelsFirst() ? i + 2 : i + 1;
            long stride = window.strides().get(i);
            long add =
                    added(
                            (window.kernel().get(i) - 1) * window.dilations().get(i) + 1,
                            stride,
                            outputPadding == null ? null : outputPadding.get(i),
                            window.padding().equals("SAME"));
            dimensions.set(axis, x.dimension(axis).times(stride).plus(add));
            if (x.knows(axis)) {
                parts.set(axis, x.dimension(axis).value() * stride + add);
            } else {
                KerasTensor size = g.dimension(x, axis);
                KerasTensor grown = g.multiply(size, g.scalar(DataType.INT32, stride));
                parts.set(axis, add == 0 ? grown : g.add(grown, g.scalar(DataType.INT32, add)));
            }
        }
        int channelAxis = window.channels(x);
        dimensions.set(channelAxis, Dimension.of(filters));
        parts.set(channelAxis, filters);
        parts.set(0, x.knows(0) ? (Object) x.dimension(0).value() : g.dimension(x, 0));
        List<Long> strides = window.strides();
        List<Long> dilations = window.dilations();
        boolean one = spatial == 1;
        int place = window.channelsFirst() ? 2 : 1;
        if (one) {
            x = g.expandDims(x, place);
            kernel = g.expandDims(kernel, 0);
            parts.add(place, 1L);
            dimensions.add(place, Dimension.of(1));
            strides = two(strides);
            dilations = two(dilations);
        }
        KerasTensor y =
                g.add(
                        spatial == 3 ? "Conv3DBackpropInputV2" : "Conv2DBackpropInput",
                        x.type(),
                        PartialShape.of(dimensions),
                        List.of(g.shape(parts), kernel, x),
                        transposedAttributes(x, spatial, strides, dilations, window));
        if (one) {
            y = g.squeeze(y, place);
        }
        return finish(call, y, filters, window);
    }

    private static java.util.Map<String, org.tf2ov.tf.TfAttribute> transposedAttributes(
            KerasTensor x, int spatial, List<Long> strides, List<Long> dilations, Window window) {
        java.util.Map<String, org.tf2ov.tf.TfAttribute> all =
                KerasGraph.attributes(
                        "T",
                        x.type(),
                        "strides",
                        KerasGraph.framed(strides, window.channelsFirst()),
                        "dilations",
                        KerasGraph.framed(dilations, window.channelsFirst()),
                        "padding",
                        window.padding(),
                        "data_format",
                        KerasGraph.format(spatial == 3 ? 3 : 2, window.channelsFirst()));
        if (spatial == 3) {
            all.put("Tshape", new org.tf2ov.tf.TfAttribute.Type(DataType.INT32));
        }
        return all;
    }

    /// What is added to `size * stride`.
    private static long added(long reach, long stride, Long outputPadding, boolean same) {
        if (same) {
            return outputPadding == null ? 0 : reach % 2 + outputPadding - stride;
        }
        return outputPadding == null
                ? Math.max(reach, stride) - stride
                : reach + outputPadding - stride;
    }
}
