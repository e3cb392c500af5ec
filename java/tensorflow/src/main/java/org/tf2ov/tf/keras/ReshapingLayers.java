package org.tf2ov.tf.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Other shapes of the same elements, and more or fewer of them.
///
/// Source: `keras/src/layers/reshaping`.
final class ReshapingLayers extends LayerFamily {
    ReshapingLayers() {
        layer("Flatten", ReshapingLayers::flatten);
        layer("Reshape", ReshapingLayers::reshape);
        layer("Permute", ReshapingLayers::permute);
        layer("RepeatVector", ReshapingLayers::repeatVector);
        for (int rank = 1; rank <= 3; rank++) {
            int spatial = rank;
            layer("ZeroPadding" + rank + "D", call -> zeroPadding(call, spatial));
            layer("Cropping" + rank + "D", call -> cropping(call, spatial));
            layer("UpSampling" + rank + "D", call -> upSampling(call, spatial));
        }
    }

    private static KerasTensor flatten(LayerCall call) {
        KerasGraph g = call.graph();
        KerasTensor x = call.input();
        if (ConvolutionLayers.channelsFirst(call.config()) && x.rank() > 1) {
            List<Integer> order = new ArrayList<>(List.of(0));
            for (int i = 2; i < x.rank(); i++) {
                order.add(i);
            }
            order.add(1);
            x = x.rank() > 2 ? g.transpose(x, order) : x;
        }
        Dimension size = Dimension.of(1);
        for (int i = 1; i < x.rank(); i++) {
            size = size.times(x.dimension(i));
        }
        if (!size.isStatic()) {
            size = Dimension.ANY;
            Object batch = x.knows(0) ? (Object) x.dimension(0).value() : g.dimension(x, 0);
            return g.reshape(
                    x, List.of(batch, -1L), PartialShape.of(List.of(x.dimension(0), size)));
        }
        return g.reshape(x, PartialShape.of(List.of(x.dimension(0), size)));
    }

    private static KerasTensor reshape(LayerCall call) {
        List<Long> target = call.config().at("target_shape").integers();
        return reshape(call, call.input(), target);
    }

    /// @param target without the batch; -1 is what is left over
    static KerasTensor reshape(LayerCall call, KerasTensor x, List<Long> target) {
        KerasGraph g = call.graph();
        Dimension size = Dimension.of(1);
        for (int i = 1; i < x.rank(); i++) {
            size = size.times(x.dimension(i));
        }
        List<Dimension> dimensions = new ArrayList<>(List.of(x.dimension(0)));
        long known = 1;
        for (long part : target) {
            if (part != -1) {
                known = Math.multiplyExact(known, part);
            }
        }
        boolean open = target.contains(-1L);
        if (size.isStatic()
                && (open ? known == 0 || size.value() % known != 0 : known != size.value())) {
            throw call.refuse("[" + x.shape() + "] cannot be reshaped to " + target);
        }
        List<Object> parts = new ArrayList<>();
        for (long part : target) {
            Dimension dimension =
                    part != -1
                            ? Dimension.of(part)
                            : size.isStatic() ? Dimension.of(size.value() / known) : Dimension.ANY;
            dimensions.add(dimension);
            parts.add(dimension.isStatic() ? dimension.value() : -1L);
        }
        parts.addFirst(
                x.knows(0)
                        ? (Object) x.dimension(0).value()
                        : parts.contains(-1L) ? g.dimension(x, 0) : (Object) Long.valueOf(-1));
        return g.reshape(x, parts, PartialShape.of(dimensions));
    }

    private static KerasTensor permute(LayerCall call) {
        List<Integer> order = new ArrayList<>(List.of(0));
        call.config().at("dims").integers().forEach(each -> order.add(Math.toIntExact(each)));
        KerasTensor x = call.input();
        if (order.size() != x.rank()
                || !order.stream()
                        .sorted()
                        .toList()
                        .equals(java.util.stream.IntStream.range(0, x.rank()).boxed().toList())) {
            throw call.refuse("the order " + order + " is not one of [" + x.shape() + "]");
        }
        return call.graph().transpose(x, order);
    }

    private static KerasTensor repeatVector(LayerCall call) {
        KerasGraph g = call.graph();
        return g.tile(
                g.expandDims(call.input(), 1), List.of(1L, call.config().at("n").integer(), 1L));
    }

    /// Two numbers a dimension: `1`, `[1, 2]` or `[[1, 1], [2, 2]]` in the file.
    private static List<long[]> pairs(Config given, int spatial) {
        List<long[]> pairs = new ArrayList<>();
        if (!given.isList()) {
            long each = given.integer();
            return Collections.nCopies(spatial, new long[] {each, each});
        }
        List<Config> items = given.list();
        if (spatial == 1 && items.size() == 2) {
            return List.of(new long[] {items.get(0).integer(), items.get(1).integer()});
        }
        for (Config item : items) {
            List<Long> both = item.integers();
            pairs.add(new long[] {both.getFirst(), both.getLast()});
        }
        return pairs;
    }

    private static KerasTensor zeroPadding(LayerCall call, int spatial) {
        KerasTensor x = call.input();
        int first = ConvolutionLayers.channelsFirst(call.config()) ? 2 : 1;
        List<long[]> pads = new ArrayList<>(Collections.nCopies(x.rank(), new long[] {0, 0}));
        List<long[]> given = pairs(call.config().at("padding"), spatial);
        for (int i = 0; i < spatial; i++) {
            pads.set(first + i, given.get(i));
        }
        return call.graph().pad(x, pads);
    }

    private static KerasTensor cropping(LayerCall call, int spatial) {
        KerasTensor x = call.input();
        int first = ConvolutionLayers.channelsFirst(call.config()) ? 2 : 1;
        List<KerasGraph.SliceItem> items =
                new ArrayList<>(Collections.nCopies(first, KerasGraph.SliceItem.ALL));
        for (long[] crop : pairs(call.config().at("cropping"), spatial)) {
            items.add(
                    new KerasGraph.SliceItem.Range(
                            java.util.Optional.of(crop[0]),
                            crop[1] == 0
                                    ? java.util.Optional.empty()
                                    : java.util.Optional.of(-crop[1]),
                            1));
        }
        return call.graph().slice(x, items);
    }

    private static KerasTensor upSampling(LayerCall call, int spatial) {
        KerasGraph g = call.graph();
        KerasTensor x = call.input();
        List<Long> size = call.config().integers("size", spatial, 2);
        boolean channelsFirst = ConvolutionLayers.channelsFirst(call.config());
        int first = channelsFirst ? 2 : 1;
        String interpolation = call.config().text("interpolation", "nearest");
        if (spatial == 2 && x.knows(first) && x.knows(first + 1)) {
            List<Integer> last = List.of(0, 2, 3, 1);
            KerasTensor image = channelsFirst ? g.transpose(x, last) : x;
            KerasTensor y =
                    PreprocessingLayers.resize(
                            call,
                            image,
                            image.dimension(1).value() * size.get(0),
                            image.dimension(2).value() * size.get(1),
                            interpolation);
            y = y.type() == x.type() ? y : g.cast(y, x.type());
            return channelsFirst ? g.transpose(y, List.of(0, 3, 1, 2)) : y;
        }
        if (!interpolation.equals("nearest")) {
            throw call.refuse(
                    "the size of its input is open, and interpolation '"
                            + interpolation
                            + "' needs it");
        }
        for (int i = 0; i < spatial; i++) {
            x = g.repeat(x, first + i, Math.toIntExact(size.get(i)));
        }
        return x;
    }
}
