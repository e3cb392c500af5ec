package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.tensor.Dimension;

/// `Conv2D(x, filter)` and `Conv3D`: filters `[H,W,I,O]` become `[O,I,H,W]`. `Conv` is either of
/// them.
///
/// Where the data has `g` times as many channels as a filter, the filters form `g` groups.
@TfOp({"Conv", "Conv2D", "Conv3D"})
final class TfConvolution implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        int rank =
                switch (node.op()) {
                    case "Conv2D" -> 4;
                    case "Conv3D" -> 5;
                    default -> node.rank(0);
                };
        if (node.attr("batch_dims", 1L) != 1 || rank < 4) {
            throw new UntranslatableException(
                    "it has "
                            + node.attr("batch_dims", 1L)
                            + " batch dimensions of "
                            + rank
                            + "; 1 of 4 or 5 can be translated");
        }
        Spatial spatial = Spatial.of(node, rank);
        Value x = spatial.toFirst(g, node.input(0));
        return List.of(spatial.fromFirst(g, convolve(g, node.name(), spatial, x, node.input(1))));
    }

    /// A convolution of channels-first data with filters `[H,W,I,O]` or `[D,H,W,I,O]`; strides,
    /// dilations and borders are those of the node.
    static Value convolve(GraphBuilder g, String name, Spatial spatial, Value x, Value filter) {
        int rank = spatial.rank();
        long groups = groups(x, filter, rank);
        Value filters = g.add(new Transpose(outputsFirst(rank)), filter);
        List<Integer> strides = spatial.perSpatialDimension("strides");
        List<Integer> dilations = spatial.perSpatialDimension("dilations");
        Op convolution =
                groups == 1
                        ? new Convolution(
                                strides,
                                spatial.padsBegin(),
                                spatial.padsEnd(),
                                dilations,
                                spatial.padding())
                        : new GroupConvolution(
                                strides,
                                spatial.padsBegin(),
                                spatial.padsEnd(),
                                dilations,
                                spatial.padding());
        if (groups > 1) {
            filters = inGroups(g, filters, groups);
        }
        return g.add(name, convolution, List.of(x, filters));
    }

    /// `[H,W,I,O]` to `[O,I,H,W]`, likewise with depth.
    private static List<Integer> outputsFirst(int rank) {
        List<Integer> order = new ArrayList<>(List.of(rank - 1, rank - 2));
        for (int i = 0; i < rank - 2; i++) {
            order.add(i);
        }
        return order;
    }

    private static long groups(Value x, Value filter, int rank) {
        if (!filter.shape().hasRank(rank)) {
            return 1;
        }
        Dimension channels = x.shape().hasRank(rank) ? x.shape().dimension(1) : Dimension.ANY;
        Dimension perFilter = filter.shape().dimension(rank - 2);
        Dimension outputs = filter.shape().dimension(rank - 1);
        if (!channels.isStatic() || !perFilter.isStatic() || channels.equals(perFilter)) {
            return 1;
        }
        long groups = perFilter.value() == 0 ? 0 : channels.value() / perFilter.value();
        if (groups * perFilter.value() != channels.value()
                || groups == 0
                || !outputs.isStatic()
                || outputs.value() % groups != 0) {
            throw new UntranslatableException(
                    "its filters "
                            + filter.type()
                            + " do not fit data of "
                            + channels
                            + " channels");
        }
        return groups;
    }

    /// `[O,I,...]` to `[groups, O/groups, I, ...]`
    private static Value inGroups(GraphBuilder g, Value filters, long groups) {
        List<Dimension> shape = filters.shape().dimensions();
        List<Long> target = new ArrayList<>(List.of(groups, shape.getFirst().value() / groups));
        for (Dimension dimension : shape.subList(1, shape.size())) {
            target.add(dimension.isStatic() ? dimension.value() : -1);
        }
        return g.add(new Reshape(false), filters, g.constant(target));
    }
}
