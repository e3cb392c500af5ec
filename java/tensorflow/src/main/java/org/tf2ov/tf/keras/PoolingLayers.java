package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Pooling by windows, over everything, and to a given size.
///
/// Source: `keras/src/layers/pooling`.
final class PoolingLayers extends LayerFamily {
    PoolingLayers() {
        for (int rank = 1; rank <= 3; rank++) {
            int spatial = rank;
            layer("MaxPooling" + rank + "D", call -> pool(call, "MaxPool", spatial));
            layer("AveragePooling" + rank + "D", call -> pool(call, "AvgPool", spatial));
            layer("MaxPool" + rank + "D", call -> pool(call, "MaxPool", spatial));
            layer("AvgPool" + rank + "D", call -> pool(call, "AvgPool", spatial));
            for (String kind : List.of("MaxPooling", "MaxPool")) {
                layer("Global" + kind + rank + "D", call -> global(call, "Max", spatial));
            }
            for (String kind : List.of("AveragePooling", "AvgPool")) {
                layer("Global" + kind + rank + "D", call -> global(call, "Mean", spatial));
            }
            layer("AdaptiveMaxPooling" + rank + "D", call -> adaptive(call, "Max", spatial));
            layer("AdaptiveAveragePooling" + rank + "D", call -> adaptive(call, "Mean", spatial));
        }
    }

    private static KerasTensor pool(LayerCall call, String kind, int spatial) {
        KerasGraph g = call.graph();
        KerasTensor x = call.input();
        Config config = call.config();
        List<Long> size = config.integers("pool_size", spatial, 2);
        List<Long> strides = config.has("strides") ? config.integers("strides", spatial, 1) : size;
        String padding = config.text("padding", "valid").toUpperCase(Locale.ROOT);
        boolean channelsFirst = ConvolutionLayers.channelsFirst(config);
        if (spatial > 1) {
            return g.pool(kind, x, size, strides, padding, channelsFirst);
        }
        int added = channelsFirst ? 3 : 2;
        return g.squeeze(
                g.pool(
                        kind,
                        g.expandDims(x, added),
                        List.of(size.getFirst(), 1L),
                        List.of(strides.getFirst(), 1L),
                        padding,
                        channelsFirst),
                added);
    }

    private static KerasTensor global(LayerCall call, String kind, int spatial) {
        KerasGraph g = call.graph();
        KerasTensor x = call.input();
        boolean channelsFirst = ConvolutionLayers.channelsFirst(call.config());
        boolean keep = call.config().flag("keepdims", false);
        int first = channelsFirst ? 2 : 1;
        List<Integer> axes = IntStream.range(first, first + spatial).boxed().toList();
        Optional<KerasTensor> mask = call.tensor(-1, "mask").or(x::mask);
        if (spatial == 1 && kind.equals("Mean") && mask.isPresent()) {
            KerasTensor counted = g.expandDims(g.cast(mask.get(), x.type()), channelsFirst ? 1 : 2);
            KerasTensor sum = g.reduce("Sum", g.multiply(x, counted), axes, keep);
            return g.divide(sum, g.reduce("Sum", counted, axes, keep));
        }
        return g.reduce(kind, x, axes, keep);
    }

    /// Every output is the mean or largest of the inputs from `floor(i * in / out)` to before
    /// `ceil((i + 1) * in / out)`; one dimension after the other.
    private static KerasTensor adaptive(LayerCall call, String kind, int spatial) {
        KerasGraph g = call.graph();
        KerasTensor x = call.input();
        boolean channelsFirst = ConvolutionLayers.channelsFirst(call.config());
        List<Long> sizes = call.config().integers("output_size", spatial, 1);
        for (int i = 0; i < spatial; i++) {
            int axis = channelsFirst ? i + 2 : i + 1;
            long in = CoreLayers.known(call, x, axis);
            long out = sizes.get(i);
            List<KerasTensor> parts = new ArrayList<>();
            if (in % out == 0) {
                parts.add(even(g, x, axis, in / out, kind));
            } else {
                if (out > 1024) {
                    throw call.refuse("it makes more than 1024 outputs of uneven windows");
                }
                for (long k = 0; k < out; k++) {
                    long begin = k * in / out;
                    long end = Math.ceilDiv((k + 1) * in, out);
                    parts.add(g.reduce(kind, g.slice(x, axis, begin, end, 1), List.of(axis), true));
                }
            }
            x = g.concat(parts, axis);
        }
        return x;
    }

    private static KerasTensor even(
            KerasGraph g, KerasTensor x, int axis, long window, String kind) {
        if (window == 1) {
            return x;
        }
        List<org.tf2ov.tensor.Dimension> dimensions = new ArrayList<>(x.dimensions());
        dimensions.set(axis, org.tf2ov.tensor.Dimension.of(x.dimension(axis).value() / window));
        dimensions.add(axis + 1, org.tf2ov.tensor.Dimension.of(window));
        KerasTensor windows = g.reshape(x, org.tf2ov.tensor.PartialShape.of(dimensions));
        return g.reduce(kind, windows, List.of(axis + 1), false);
    }
}
