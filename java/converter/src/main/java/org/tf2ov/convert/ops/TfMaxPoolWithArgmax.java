package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.MaxPoolWithIndices;
import org.tf2ov.ov.op.RoundingType;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;

/// `MaxPoolWithArgmax(x; ksize, strides, padding, include_batch_in_index)`: the largest elements of
/// windows, and where each was among all of its image, or of the batch.
@TfOp("MaxPoolWithArgmax")
final class TfMaxPoolWithArgmax implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Spatial spatial = Spatial.of(node, 4);
        ElementType type = node.tf().has("Targmax") ? node.elementType("Targmax") : ElementType.I64;
        List<Integer> strides = spatial.perSpatialDimension("strides");
        List<Integer> sizes = spatial.perSpatialDimension("ksize");
        Value x = node.input(0);
        List<Integer> begin = new ArrayList<>();
        List<Integer> end = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int borders = borders(spatial, x, i, strides.get(i), sizes.get(i));
            begin.add(borders / 2);
            end.add(borders - borders / 2);
        }
        MaxPoolWithIndices pool =
                new MaxPoolWithIndices(
                        strides,
                        List.of(1, 1),
                        begin,
                        end,
                        sizes,
                        RoundingType.FLOOR,
                        AutoPad.EXPLICIT,
                        ElementType.I64,
                        2);
        List<Value> found = g.addAll(node.name(), pool, List.of(spatial.toFirst(g, x)));
        // Places among the pixels of a channel become places among all channels of all pixels.
        Term pixel = new Term(g, spatial.fromFirst(g, found.get(1)));
        Term channels = new Term(g, f.dimension(x, 3));
        Term place = pixel.times(channels).plus(new Term(g, f.range(channels.value())));
        if (node.attr("include_batch_in_index", false)) {
            Term image =
                    new Term(g, f.product(f.slice(f.shapeOf(x), 1, 4, 0), 0))
                            .times(new Term(g, f.range(f.dimension(x, 0))));
            place = place.plus(new Term(g, f.unsqueeze(image.value(), 1, 2, 3)));
        }
        return List.of(spatial.fromFirst(g, found.get(0)), place.convert(type).value());
    }

    /// How many borders a dimension needs. They are given in numbers, since the CPU plug-in does
    /// not find them itself where sizes are open.
    private static int borders(Spatial spatial, Value x, int index, int stride, int size) {
        if (spatial.padding() == AutoPad.VALID) {
            return 0;
        }
        int axis = index + (spatial.channelsLast() ? 1 : 2);
        Dimension length = x.shape().hasRank(4) ? x.shape().dimension(axis) : Dimension.ANY;
        if (spatial.padding() != AutoPad.SAME_UPPER || !length.isStatic()) {
            throw new UntranslatableException(
                    "its padding is SAME, and the size of its image is not known;"
                            + " give --input_shape for the model's inputs");
        }
        long count = Math.ceilDiv(length.value(), stride);
        return Math.toIntExact(Math.max((count - 1) * stride + size - length.value(), 0));
    }
}
