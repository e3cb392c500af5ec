package org.tf2ov.convert.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.BatchToSpace;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Interpolate;
import org.tf2ov.ov.op.LogSoftmax;
import org.tf2ov.ov.op.MVN;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.NormalizeL2;
import org.tf2ov.ov.op.PRelu;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.Reduction;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.ShuffleChannels;
import org.tf2ov.ov.op.Softmax;
import org.tf2ov.ov.op.SpaceToBatch;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.Tile;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;
import org.tf2ov.ov.op.VariadicSplit;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.NodeRewrite;
import org.tf2ov.pass.Pattern;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// Moves a transpose from the inputs of an operation to its outputs, where it meets the next one and cancels.
///
///     y = f(Transpose[p](x))
///     y = Transpose[p](f'(x))         f' is f with its axes, pads and broadcast constants re-ordered
///
/// In words of one dimension: what `f` does to dimension `i` of the transposed tensor, `f'` does to dimension `p[i]` of `x`.
/// Where `f` drops dimensions the transpose behind it is one of fewer dimensions, and often none at all.
public final class SinkTranspose implements NodeRewrite {
    private static final Pattern NODE =
            Pattern.op(Op.class)
                    .where(value ->
                            value.node().inputs().stream()
                                    .anyMatch(input -> input.op() instanceof Transpose));

    @Override
    public Pattern pattern() {
        return NODE;
    }

    @Override
    public Optional<List<Value>> replaceAll(Match match, GraphBuilder g) {
        Value node = match.value(NODE);
        return switch (node.op()) {
            case ElementwiseBinary op -> binary(node, op, g).map(List::of);
            case Concat(int axis) -> concat(node, axis, g).map(List::of);
            default ->
                    node.input(0).op() instanceof Transpose(List<Integer> order)
                            ? new Sink(node, order, g).below()
                            : Optional.empty();
        };
    }

    /// Both operands transposed alike, or one transposed and the other constant or small.
    private static Optional<Value> binary(Value node, ElementwiseBinary op, GraphBuilder g) {
        Value a = node.input(0);
        Value b = node.input(1);
        List<Integer> order =
                a.op() instanceof Transpose(List<Integer> first)
                        ? first
                        : ((Transpose) b.op()).order();
        if (!node.shape().hasRank(order.size())) {
            return Optional.empty();
        }
        Optional<Value> left = untransposed(a, order, g);
        Optional<Value> right = untransposed(b, order, g);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Value result = g.add(node.node().name(), op, List.of(left.get(), right.get()));
        return Optional.of(g.add(new Transpose(order), result));
    }

    private static Optional<Value> concat(Value node, int axis, GraphBuilder g) {
        List<Integer> order =
                node.node().inputs().stream()
                        .filter(input -> input.op() instanceof Transpose)
                        .map(input -> ((Transpose) input.op()).order())
                        .findFirst()
                        .orElseThrow();
        List<Value> inputs = new ArrayList<>();
        for (Value input : node.node().inputs()) {
            boolean alike =
                    input.op() instanceof Transpose(List<Integer> other) && other.equals(order)
                            || input.constant().isPresent();
            Optional<Value> source = alike ? untransposed(input, order, g) : Optional.empty();
            if (source.isEmpty()) {
                return Optional.empty();
            }
            inputs.add(source.get());
        }
        int place = order.get(axis < 0 ? axis + order.size() : axis);
        Value joined = g.add(node.node().name(), new Concat(place), inputs);
        return Optional.of(g.add(new Transpose(order), joined));
    }

    /// A value such that transposing it by `order` gives `value`, if that costs nothing or little:
    /// under a transpose, a constant, a scalar, or a tensor that is broadcast and so smaller than
    /// the other operand.
    private static Optional<Value> untransposed(Value value, List<Integer> order, GraphBuilder g) {
        if (value.op() instanceof Transpose(List<Integer> other)) {
            return other.equals(order) ? Optional.of(value.input(0)) : Optional.empty();
        }
        if (!value.shape().hasRank() || value.shape().rank() > order.size()) {
            return Optional.empty();
        }
        if (value.shape().dimensions().stream().allMatch(dimension -> dimension.is(1))
                && value.shape().rank() < order.size()) {
            return Optional.of(value);
        }
        if (value.constant().isPresent() && value.type().element().isWholeBytes()) {
            List<Dimension> aligned =
                    new ArrayList<>(
                            Collections.nCopies(
                                    order.size() - value.shape().rank(), Dimension.of(1)));
            aligned.addAll(value.shape().dimensions());
            Weights weights = value.constant().orElseThrow().reshape(PartialShape.of(aligned));
            return Optional.of(g.constant(weights.permute(inverse(order))));
        }
        boolean onlyUnitsMove =
                value.shape().hasRank(order.size())
                        && Weights.keepsElementOrder(value.shape(), inverse(order));
        return onlyUnitsMove
                ? Reshapes.to(g, value, value.shape().permute(inverse(order)))
                : Optional.empty();
    }

    private static List<Integer> inverse(List<Integer> order) {
        return IntStream.range(0, order.size()).mapToObj(order::indexOf).toList();
    }

    /// An operation whose first input is transposed.
    private static final class Sink {
        private final Value node;
        private final List<Integer> order;
        private final Value x;
        private final GraphBuilder g;

        Sink(Value node, List<Integer> order, GraphBuilder g) {
            this.node = node;
            this.order = order;
            this.x = node.input(0).input(0);
            this.g = g;
        }

        Optional<List<Value>> below() {
            return switch (node.op()) {
                case ElementwiseUnary op -> one(op, node.node().inputs().subList(1, inputs()));
                case PRelu op ->
                        node.input(1).shape().elementCount().is(1)
                                ? one(op, List.of(node.input(1)))
                                : Optional.empty();
                case FakeQuantize op -> fakeQuantize(op);
                case Gather op -> gather(op);
                case Softmax(int axis) -> one(new Softmax(axis(axis)), List.of());
                case LogSoftmax(int axis) -> one(new LogSoftmax(axis(axis)), List.of());
                case MVN op -> axes(1).flatMap(axes -> one(op, List.of(axes)));
                case NormalizeL2 op -> axes(1).flatMap(axes -> one(op, List.of(axes)));
                case Reduction op -> reduction(op);
                case Squeeze op -> squeeze(op);
                case Unsqueeze op -> unsqueeze(op);
                case Pad op -> pad(op);
                case SpaceToBatch op -> blocks(op);
                case BatchToSpace op -> blocks(op);
                case ShuffleChannels(int axis, int group) ->
                        one(new ShuffleChannels(axis(axis), group), List.of());
                case MatMul(boolean turned, boolean transposed) when !turned -> product(transposed);
                case Tile op ->
                        perDimension(node.input(1), 1)
                                .flatMap(repeats -> one(op, List.of(repeats)));
                case Split op -> split(op, List.of());
                case VariadicSplit op -> split(op, List.of(node.input(2)));
                case StridedSlice op -> stridedSlice(op);
                case Interpolate op ->
                        axes(inputs() - 1)
                                .filter(_ -> inputs() > 2)
                                .flatMap(axes -> one(op, followedBy(axes)));
                case ShapeOf op ->
                        Optional.of(
                                List.of(
                                        g.add(
                                                new Gather(0),
                                                g.add(op, x),
                                                g.constant(order),
                                                g.scalar(0))));
                default -> Optional.empty();
            };
        }

        private int inputs() {
            return node.node().inputs().size();
        }

        private int axis(long axis) {
            return order.get((int) (axis < 0 ? axis + order.size() : axis));
        }

        /// The operation on `x` with these further inputs, and the transpose behind it.
        private Optional<List<Value>> one(Op op, List<Value> others) {
            List<Value> all = new ArrayList<>(List.of(x));
            all.addAll(others);
            Value result = g.add(node.node().name(), op, all);
            return Optional.of(List.of(g.add(new Transpose(order), result)));
        }

        /// The inputs between the first and the last, then these axes.
        private List<Value> followedBy(Value axes) {
            List<Value> others = new ArrayList<>(node.node().inputs().subList(1, inputs() - 1));
            others.add(axes);
            return others;
        }

        /// The axes that input `index` names, as axes of `x`.
        private Optional<Value> axes(int index) {
            return index >= inputs()
                    ? Optional.empty()
                    : node.input(index)
                            .longs()
                            .map(axes ->
                                    g.constant(
                                            Arrays.stream(axes).map(axis -> axis(axis)).toArray()));
        }

        /// An input with one number a dimension, in the order of the dimensions of `x`.
        private Optional<Value> perDimension(Value numbers, long missing) {
            return numbers.longs()
                    .filter(all -> all.length <= order.size())
                    .map(all -> {
                        long[] aligned = new long[order.size()];
                        int shift = order.size() - all.length;
                        for (int i = 0; i < aligned.length; i++) {
                            aligned[order.get(i)] = i < shift ? missing : all[i - shift];
                        }
                        return g.constant(aligned);
                    });
        }

        /// Slices along one axis by a list of indices, which keeps the number of dimensions.
        private Optional<List<Value>> gather(Gather op) {
            Optional<long[]> axis = node.input(2).longs();
            return op.batchDims() == 0 && node.input(1).shape().hasRank(1) && axis.isPresent()
                    ? one(op, List.of(node.input(1), g.scalar(axis(axis.get()[0]))))
                    : Optional.empty();
        }

        private Optional<List<Value>> fakeQuantize(FakeQuantize op) {
            List<Value> limits = new ArrayList<>();
            for (Value limit : node.node().inputs().subList(1, inputs())) {
                Optional<Value> source = untransposed(limit, order, g);
                if (source.isEmpty()) {
                    return Optional.empty();
                }
                limits.add(source.get());
            }
            return one(op, limits);
        }

        private Optional<List<Value>> reduction(Reduction op) {
            Optional<Value> axes = axes(1);
            if (axes.isEmpty() || op.keepDims()) {
                return axes.flatMap(known -> one(op, List.of(known)));
            }
            return without(op, axes.get());
        }

        private Optional<List<Value>> squeeze(Squeeze op) {
            return inputs() < 2 ? Optional.empty() : axes(1).flatMap(axes -> without(op, axes));
        }

        /// An operation that drops dimensions: those that stay keep their order under a smaller
        /// transpose.
        private Optional<List<Value>> without(Op op, Value axes) {
            List<Long> dropped = Arrays.stream(axes.longs().orElseThrow()).boxed().toList();
            List<Integer> kept =
                    order.stream().filter(axis -> !dropped.contains((long) axis)).toList();
            List<Integer> sorted = kept.stream().sorted().toList();
            List<Integer> rest = kept.stream().map(sorted::indexOf).toList();
            Value result = g.add(node.node().name(), op, List.of(x, axes));
            return Optional.of(
                    List.of(kept.equals(sorted) ? result : g.add(new Transpose(rest), result)));
        }

        /// New dimensions are put behind those of `x`, and the transpose brings them to their
        /// places.
        private Optional<List<Value>> unsqueeze(Unsqueeze op) {
            Optional<long[]> axes = node.input(1).longs();
            if (axes.isEmpty()) {
                return Optional.empty();
            }
            int rank = order.size() + axes.get().length;
            List<Integer> fresh =
                    Arrays.stream(axes.get())
                            .mapToObj(axis -> (int) (axis < 0 ? axis + rank : axis))
                            .sorted()
                            .toList();
            List<Integer> places = new ArrayList<>(order);
            int next = order.size();
            for (int axis : fresh) {
                places.add(axis, next++);
            }
            Value behind =
                    g.constant(IntStream.range(order.size(), rank).mapToLong(i -> i).toArray());
            Value result = g.add(node.node().name(), op, List.of(x, behind));
            return Optional.of(List.of(g.add(new Transpose(places), result)));
        }

        /// Block sizes and borders are numbers for each dimension; the batch has to stay in front.
        private Optional<List<Value>> blocks(Op op) {
            List<Value> others = new ArrayList<>();
            for (int i = 1; i < inputs(); i++) {
                perDimension(node.input(i), 0)
                        .filter(_ -> order.getFirst() == 0)
                        .ifPresent(others::add);
            }
            return others.size() == inputs() - 1 ? one(op, others) : Optional.empty();
        }

        /// The channels of a channels-last image multiplied by a matrix: a convolution of single
        /// pixels.
        private Optional<List<Value>> product(boolean transposed) {
            List<Integer> channelsLast = new ArrayList<>(List.of(0));
            IntStream.range(2, order.size()).forEach(channelsLast::add);
            channelsLast.add(1);
            Value matrix = node.input(1);
            boolean applies =
                    order.size() > 3
                            && order.equals(channelsLast)
                            && matrix.constant().isPresent()
                            && matrix.type().element().isFloat()
                            && matrix.shape().hasRank(2);
            if (!applies) {
                return Optional.empty();
            }
            Weights rows =
                    transposed
                            ? matrix.constant().orElseThrow()
                            : matrix.constant().orElseThrow().permute(List.of(1, 0));
            List<Dimension> filters = new ArrayList<>(rows.type().shape().dimensions());
            List<Integer> ones = Collections.nCopies(order.size() - 2, 1);
            List<Integer> zeros = Collections.nCopies(order.size() - 2, 0);
            ones.forEach(one -> filters.add(Dimension.of(one)));
            return one(
                    new Convolution(ones, zeros, zeros, ones, AutoPad.VALID),
                    List.of(g.constant(rows.reshape(PartialShape.of(filters)))));
        }

        private Optional<List<Value>> pad(Pad op) {
            Optional<Value> begin = perDimension(node.input(1), 0);
            Optional<Value> end = perDimension(node.input(2), 0);
            if (begin.isEmpty() || end.isEmpty()) {
                return Optional.empty();
            }
            List<Value> others = new ArrayList<>(List.of(begin.get(), end.get()));
            others.addAll(node.node().inputs().subList(3, inputs()));
            return one(op, others);
        }

        private Optional<List<Value>> split(Op op, List<Value> behind) {
            Optional<long[]> axis = node.input(1).longs();
            if (axis.isEmpty()) {
                return Optional.empty();
            }
            List<Value> all = new ArrayList<>(List.of(x, g.scalar(axis(axis.get()[0]))));
            all.addAll(behind);
            return Optional.of(
                    g.addAll(node.node().name(), op, all).stream()
                            .map(part -> g.add(new Transpose(order), part))
                            .toList());
        }

        /// Slices without new axes and ellipsis. Dimensions that are indexed away are sliced to 1
        /// and squeezed.
        private Optional<List<Value>> stridedSlice(StridedSlice op) {
            if (op.newAxisMask().contains(1) || op.ellipsisMask().contains(1) || inputs() < 4) {
                return Optional.empty();
            }
            Optional<long[]> begin = node.input(1).longs();
            Optional<long[]> end = node.input(2).longs();
            Optional<long[]> strides = node.input(3).longs();
            if (begin.isEmpty() || end.isEmpty() || strides.isEmpty()) {
                return Optional.empty();
            }
            int named = begin.get().length;
            LongUnaryOperator shrinks = i -> at(op.shrinkAxisMask(), i);
            long[] from = new long[order.size()];
            long[] to = new long[order.size()];
            long[] step = new long[order.size()];
            Integer[] open = new Integer[order.size()];
            Integer[] openEnd = new Integer[order.size()];
            List<Long> indexed = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                int place = order.get(i);
                boolean shrink = i < named && shrinks.applyAsLong(i) == 1;
                from[place] = i < named ? begin.get()[i] : 0;
                // x[-1] is x[-1:], which has no end
                boolean last = shrink && from[place] == -1;
                to[place] = shrink ? from[place] + 1 : i < named ? end.get()[i] : 0;
                step[place] = i < named && !shrink ? strides.get()[i] : 1;
                open[place] = i < named && (shrink || at(op.beginMask(), i) == 0) ? 0 : 1;
                openEnd[place] = i < named && !last && (shrink || at(op.endMask(), i) == 0) ? 0 : 1;
                if (shrink) {
                    indexed.add((long) i);
                }
            }
            List<Integer> zeros = Collections.nCopies(order.size(), 0);
            Value slice =
                    g.add(
                            node.node().name(),
                            new StridedSlice(List.of(open), List.of(openEnd), zeros, zeros, zeros),
                            List.of(x, g.constant(from), g.constant(to), g.constant(step)));
            Value result = g.add(new Transpose(order), slice);
            return Optional.of(
                    List.of(
                            indexed.isEmpty()
                                    ? result
                                    : g.add(new Squeeze(), result, g.constant(indexed))));
        }

        private static int at(List<Integer> mask, long i) {
            return i < mask.size() ? mask.get((int) i) : 0;
        }
    }
}
