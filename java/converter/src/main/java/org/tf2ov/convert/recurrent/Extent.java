package org.tf2ov.convert.recurrent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tf2ov.convert.pass.Reversal;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Box;
import org.tf2ov.ov.op.Broadcast;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.ElementwiseBinary;
import org.tf2ov.ov.op.ElementwiseUnary;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.LSTMSequence;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Range;
import org.tf2ov.ov.op.Reshape;
import org.tf2ov.ov.op.Select;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;

/// Where a number comes from that is the size of a dimension, so that two such numbers can be told
/// to be the same before either is known.
///
/// @param tensor whose dimension it is, as far up as it can be followed
record Extent(Value tensor, int axis) {
    /// Graphs that compute shapes are shallow; whatever is deeper is not followed.
    private static final int MOST_STEPS = 64;

    /// Whether a number, a scalar or a tensor of one element, is always the size of a dimension.
    static boolean isSizeOf(Value number, Value tensor, int axis) {
        OptionalLong size = known(tensor, axis);
        Optional<long[]> all = number.longs();
        if (all.isPresent() && size.isPresent()) {
            return all.get().length == 1 && all.get()[0] == size.getAsLong();
        }
        return ofElement(number, 0, MOST_STEPS)
                .filter(from -> from.equals(new Extent(tensor, axis).origin(MOST_STEPS)))
                .isPresent();
    }

    /// Whether two dimensions always have the same size.
    static boolean same(Value a, int axisOfA, Value b, int axisOfB) {
        OptionalLong known = known(a, axisOfA);
        return known.isPresent() && known.equals(known(b, axisOfB))
                || new Extent(a, axisOfA)
                        .origin(MOST_STEPS)
                        .equals(new Extent(b, axisOfB).origin(MOST_STEPS));
    }

    private static OptionalLong known(Value tensor, int axis) {
        return tensor.shape().hasRank() && tensor.shape().dimension(axis).isStatic()
                ? OptionalLong.of(tensor.shape().dimension(axis).value())
                : OptionalLong.empty();
    }

    /// What an element of an integer tensor of rank 0 or 1 is the size of.
    private static Optional<Extent> ofElement(Value vector, int index, int steps) {
        Value at = vector;
        int element = index;
        for (int left = steps; left > 0; left--) {
            switch (at.op()) {
                case ShapeOf _ -> {
                    int rank = at.input(0).shape().hasRank() ? at.input(0).shape().rank() : -1;
                    return element < rank
                            ? Optional.of(new Extent(at.input(0), element).origin(left))
                            : Optional.empty();
                }
                case Convert _, Squeeze _, Unsqueeze _, Reshape _ -> at = at.input(0);
                case Gather(int _) -> {
                    Optional<long[]> indices = at.input(1).longs();
                    if (!at.input(0).shape().hasRank(1) || indices.isEmpty()) {
                        return Optional.empty();
                    }
                    long place = indices.get()[element];
                    element = place < 0 ? -1 : Math.toIntExact(place);
                    at = at.input(0);
                }
                case StridedSlice slice -> {
                    Optional<Long> start = start(slice.box(at.node().inputs()));
                    if (start.isEmpty()) {
                        return Optional.empty();
                    }
                    element += Math.toIntExact(start.get());
                    at = at.input(0);
                }
                case Slice slice -> {
                    Optional<Long> start = start(slice.box(at.node().inputs()));
                    if (start.isEmpty()) {
                        return Optional.empty();
                    }
                    element += Math.toIntExact(start.get());
                    at = at.input(0);
                }
                case Concat _ -> {
                    Value found = null;
                    for (Value part : at.node().inputs()) {
                        if (!part.shape().isStatic()) {
                            return Optional.empty();
                        }
                        int count = Math.toIntExact(part.shape().elementCount().value());
                        if (element < count) {
                            found = part;
                            break;
                        }
                        element -= count;
                    }
                    if (found == null) {
                        return Optional.empty();
                    }
                    at = found;
                }
                default -> {
                    return Optional.empty();
                }
            }
            if (element < 0) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> start(Optional<Box> box) {
        return box.filter(known -> known.from().size() == 1).map(known -> known.from().getFirst());
    }

    /// The same size, of a value further up.
    private Extent origin(int steps) {
        Extent at = this;
        for (int left = steps; left > 0; left--) {
            Optional<Extent> next = at.step(left);
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
        }
        return at;
    }

    private Optional<Extent> step(int left) {
        if (!tensor.shape().hasRank()) {
            return Optional.empty();
        }
        int rank = tensor.shape().rank();
        return switch (tensor.op()) {
            case Transpose(List<Integer> order) -> upper(0, order.get(axis));
            case Convert _ -> upper(0, axis);
            case ElementwiseUnary _ -> upper(0, axis);
            case ElementwiseBinary _ -> ofOperands(rank);
            case Select _ -> {
                // Both are followed a few steps only: selects in selects would take forever.
                int few = Math.min(left - 1, 8);
                Value condition = tensor.input(0);
                int place = axis - rank + rankOf(condition);
                Optional<Extent> other = upper(2, axis - rank + rankOf(tensor.input(2)));
                boolean same =
                        place < 0
                                || condition.shape().dimension(place).is(1)
                                || other.filter(it ->
                                                it.origin(few)
                                                        .equals(
                                                                new Extent(condition, place)
                                                                        .origin(few)))
                                        .isPresent();
                yield same && broadcasts(tensor.input(1), rank) ? other : Optional.empty();
            }
            case Concat(int along) ->
                    (along < 0 ? along + rank : along) == axis ? Optional.empty() : upper(0, axis);
            case Range _ ->
                    isNumber(tensor.input(0), 0) && isNumber(tensor.input(2), 1)
                            ? ofElement(tensor.input(1), 0, left - 1)
                            : Optional.empty();
            case MatMul(boolean transposeA, boolean _) ->
                    !transposeA && axis < rank - 1 && tensor.input(1).shape().hasRank(2)
                            ? upper(0, axis)
                            : Optional.empty();
            // An embedding: rows of a table.
            case Gather(int batchDims) ->
                    batchDims == 0
                                    && tensor.input(2).longs().filter(it -> it[0] == 0).isPresent()
                                    && axis < rankOf(tensor.input(1))
                            ? upper(1, axis)
                            : Optional.empty();
            case Unsqueeze _ -> {
                Optional<long[]> axes = tensor.input(1).longs();
                if (axes.isEmpty()) {
                    yield Optional.empty();
                }
                int before = 0;
                boolean made = false;
                for (long each : axes.get()) {
                    long place = each < 0 ? each + rank : each;
                    made |= place == axis;
                    before += place < axis ? 1 : 0;
                }
                yield made ? Optional.empty() : upper(0, axis - before);
            }
            case Squeeze _ -> {
                Optional<long[]> axes =
                        tensor.node().inputs().size() < 2
                                ? Optional.empty()
                                : tensor.input(1).longs();
                if (axes.isEmpty()) {
                    yield Optional.empty();
                }
                int place = axis;
                for (long each : Arrays.stream(axes.get()).sorted().toArray()) {
                    place += each >= 0 && each <= place ? 1 : 0;
                }
                boolean counted = Arrays.stream(axes.get()).allMatch(each -> each >= 0);
                yield counted ? upper(0, place) : Optional.empty();
            }
            case LSTMSequence _ ->
                    tensor.index() == 0 && (axis == 0 || axis == 2)
                            ? upper(0, axis / 2)
                            : Optional.empty();
            case Slice _ -> Reversal.of(tensor).flatMap(_ -> upper(0, axis));
            case Broadcast _ -> ofElement(tensor.input(1), axis, left - 1);
            case Reshape _ ->
                    tensor.input(1)
                            .elements()
                            .filter(all -> all.get(axis).min() > 0)
                            .flatMap(_ -> ofElement(tensor.input(1), axis, left - 1));
            default -> Optional.empty();
        };
    }

    private Optional<Extent> ofOperands(int rank) {
        Value a = tensor.input(0);
        Value b = tensor.input(1);
        return broadcasts(b, rank)
                ? upper(0, axis - rank + rankOf(a))
                : broadcasts(a, rank) ? upper(1, axis - rank + rankOf(b)) : Optional.empty();
    }

    private static boolean isNumber(Value value, long number) {
        return value.longs().filter(all -> all.length == 1 && all[0] == number).isPresent();
    }

    private Optional<Extent> upper(int input, int axisThere) {
        Value there = tensor.input(input);
        return axisThere >= 0 && axisThere < rankOf(there)
                ? Optional.of(new Extent(there, axisThere))
                : Optional.empty();
    }

    /// Whether an operand certainly has size 1 along the dimension, so that the other gives it.
    private boolean broadcasts(Value operand, int rank) {
        int place = axis - rank + rankOf(operand);
        return operand.shape().hasRank() && (place < 0 || operand.shape().dimension(place).is(1));
    }

    private static int rankOf(Value value) {
        return value.shape().hasRank() ? value.shape().rank() : 0;
    }
}
