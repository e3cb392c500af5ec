package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.ConvolutionBackpropData;
import org.tf2ov.ov.op.GroupConvolutionBackpropData;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// `Conv2DBackpropInput(sizes, filter, y)` and its kind: the transposed convolution, whose result
/// has the sizes of the image that a convolution would make `y` of.
///
/// Filters `[H,W,R,C]` for `R` channels of the result and `C` of `y` become `[C,R,H,W]`; depthwise
/// ones `[H,W,R,M]` become `[R,M,1,H,W]`, one group a channel.
@TfOp({
    "Conv2DBackpropInput",
    "Conv2DBackpropInputV2",
    "Conv3DBackpropInput",
    "Conv3DBackpropInputV2",
    "DepthwiseConv2dNativeBackpropInput"
})
final class TfTransposedConvolution implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        int rank = node.op().startsWith("Conv3D") ? 5 : 4;
        Spatial spatial = Spatial.of(node, rank);
        boolean sizesAreShapes =
                node.op().equals("Conv2DBackpropInputV2")
                        || node.op().equals("Conv3DBackpropInput");
        Value sizes = sizesAreShapes ? f.shapeOf(node.input(0)) : f.i64(node.input(0));
        Value filter = node.input(1);
        Value y = spatial.toFirst(g, node.input(2));
        if (!sizes.shape().isStatic()) {
            throw new UntranslatableException(
                    "how many dimensions its result has (input 0) is not known");
        }
        long numbers = sizes.shape().elementCount().value();
        boolean onlySpatial = numbers == rank - 2;
        if (numbers != rank && !onlySpatial) {
            throw new UntranslatableException(
                    "its sizes (input 0) are " + numbers + " numbers, not " + rank);
        }
        int first = onlySpatial ? 0 : spatial.channelsLast() ? 1 : 2;
        Value size = f.slice(sizes, first, first + rank - 2, 0);

        boolean depthwise = node.op().startsWith("Depthwise");
        Filters filters =
                depthwise
                        ? depthwise(f, filter)
                        : dense(f, filter, rank, onlySpatial ? null : channels(sizes, spatial));
        List<Integer> strides = spatial.perSpatialDimension("strides");
        List<Integer> dilations = spatial.perSpatialDimension("dilations");
        Optional<Pads> pads = Pads.of(spatial, size, filter.shape(), strides, dilations);
        List<Value> inputs = List.of(y, filters.value());
        // Where the wanted size is not known it is cut out of the largest result: the CPU plug-in
        // takes sizes that are not known in a few cases only.
        boolean cut = pads.isEmpty();
        Pads chosen =
                pads.orElse(
                        new Pads(
                                Collections.nCopies(rank - 2, 0),
                                Collections.nCopies(rank - 2, 0),
                                strides.stream().map(stride -> stride - 1).toList()));
        Op convolution =
                filters.groups() == 1
                        ? new ConvolutionBackpropData(
                                strides,
                                chosen.begin(),
                                chosen.end(),
                                dilations,
                                AutoPad.EXPLICIT,
                                chosen.more())
                        : new GroupConvolutionBackpropData(
                                strides,
                                chosen.begin(),
                                chosen.end(),
                                dilations,
                                AutoPad.EXPLICIT,
                                chosen.more());
        Value result = g.add(node.name(), convolution, inputs);
        return List.of(spatial.fromFirst(g, cut ? cut(f, spatial, result, size, strides) : result));
    }

    /// What the wanted size leaves of a result without borders.
    private static Value cut(
            Formula f, Spatial spatial, Value result, Value size, List<Integer> strides) {
        Value full = f.slice(f.shapeOf(result), 2, Formula.END, 0);
        Value begin = f.g().constant(spatial.padsBegin());
        if (spatial.padding() == AutoPad.SAME_UPPER) {
            // Without the rows that were added so that there are enough.
            Value added = f.g().constant(strides.stream().map(stride -> stride - 1).toList());
            begin =
                    new Term(f.g(), f.subtract(full, added))
                            .minus(new Term(f.g(), size))
                            .max(0)
                            .over(2)
                            .value();
        }
        Value axes = f.g().constant(LongStream.range(2, 2 + strides.size()).toArray());
        Value ones = f.g().constant(Collections.nCopies(strides.size(), 1L));
        return f.g().add(new Slice(), result, begin, f.add(begin, size), ones, axes);
    }

    private record Filters(Value value, long groups) {}

    private static Filters depthwise(Formula f, Value filter) {
        Value perChannel = f.transpose(filter, List.of(2, 3, 0, 1));
        // As many groups as channels: more than one kind of filters in any case.
        return new Filters(f.unsqueeze(perChannel, 2), 0);
    }

    private static Dimension channels(Value sizes, Spatial spatial) {
        return sizes.elements()
                .map(all -> all.get(spatial.channelsLast() ? spatial.rank() - 1 : 1))
                .orElse(Dimension.ANY);
    }

    /// `[H,W,R,C]` to `[C,R,H,W]`, or with groups to `[groups,C/groups,R,H,W]`.
    private static Filters dense(Formula f, Value filter, int rank, Dimension channels) {
        List<Integer> order = new ArrayList<>(List.of(rank - 1, rank - 2));
        for (int i = 0; i < rank - 2; i++) {
            order.add(i);
        }
        Value filters = f.g().add(new Transpose(order), filter);
        if (channels == null || !channels.isStatic() || !filter.shape().hasRank(rank)) {
            return new Filters(filters, 1);
        }
        Dimension perGroup = filter.shape().dimension(rank - 2);
        Dimension inputs = filter.shape().dimension(rank - 1);
        if (!perGroup.isStatic() || perGroup.is(channels.value())) {
            return new Filters(filters, 1);
        }
        long groups = perGroup.is(0) ? 0 : channels.value() / perGroup.value();
        if (groups * perGroup.value() != channels.value()
                || groups == 0
                || !inputs.isStatic()
                || inputs.value() % groups != 0) {
            throw new UntranslatableException(
                    "its filters "
                            + filter.type()
                            + " do not fit a result of "
                            + channels
                            + " channels");
        }
        List<Long> shape = new ArrayList<>(List.of(groups, inputs.value() / groups));
        for (Dimension dimension : filters.shape().dimensions().subList(1, rank)) {
            shape.add(dimension.isStatic() ? dimension.value() : -1);
        }
        return new Filters(f.g().add(new Reshape(false), filters, f.g().constant(shape)), groups);
    }

    /// The borders that the result loses in front and behind, and the rows that it has more.
    private record Pads(List<Integer> begin, List<Integer> end, List<Integer> more) {
        /// In numbers, if the sizes of result and kernel are known.
        static Optional<Pads> of(
                Spatial spatial,
                Value size,
                PartialShape filter,
                List<Integer> strides,
                List<Integer> dilations) {
            Optional<long[]> wanted = size.longs();
            boolean known =
                    filter.hasRank()
                            && filter.dimensions().subList(0, spatial.rank() - 2).stream()
                                    .allMatch(Dimension::isStatic);
            if (wanted.isEmpty() || !known) {
                return Optional.empty();
            }
            List<Integer> begins = new ArrayList<>();
            List<Integer> ends = new ArrayList<>();
            List<Integer> mores = new ArrayList<>();
            for (int i = 0; i < spatial.rank() - 2; i++) {
                long result = wanted.get()[i];
                if (result < 1 || result > Integer.MAX_VALUE) {
                    throw new UntranslatableException("its result has the size " + result);
                }
                long window = (filter.dimension(i).value() - 1) * dilations.get(i) + 1;
                long stride = strides.get(i);
                boolean same = spatial.padding().equals(AutoPad.SAME_UPPER);
                long begin = spatial.padsBegin().get(i);
                long padded = result + begin + spatial.padsEnd().get(i);
                long rows =
                        same
                                ? Math.ceilDiv(result, stride)
                                : Math.floorDiv(padded - window, stride) + 1;
                long lost = stride * (rows - 1) + window - result;
                if (same) {
                    begin = Math.max(lost, 0) / 2;
                }
                begins.add(Math.toIntExact(begin));
                ends.add(Math.toIntExact(Math.max(lost - begin, 0)));
                mores.add(Math.toIntExact(Math.max(begin - lost, 0)));
            }
            return Optional.of(new Pads(begins, ends, mores));
        }
    }
}
