package org.tf2ov.convert;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.tf2ov.kernel.Chain;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.kernel.StridedArray;
import org.tf2ov.kernel.WeightsEvaluator;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.Weights;

/// What constants lose in a smaller type, measured in one pass over their source and with little
/// memory.
final class RoundingErrors {
    /// How many numbers are looked at together.
    private static final long PIECE = 1 << 20;

    private static final float MOST_F16 = 65504;

    private long overflows;
    private double squares;
    private double squaredErrors;
    private double largestError;

    private RoundingErrors() {}

    /// Finite numbers that are none any more.
    long overflows() {
        return overflows;
    }

    double largestError() {
        return largestError;
    }

    /// Root of the mean square of the errors, relative to that of the numbers.
    double relative() {
        return squares == 0 ? 0 : Math.sqrt(squaredErrors / squares);
    }

    private void add(float exact, float rounded) {
        if (!Float.isFinite(exact)) {
            return;
        }
        double error = (double) exact - rounded;
        squares += (double) exact * exact;
        squaredErrors += error * error;
        largestError = Math.max(largestError, Math.abs(error));
    }

    /// The errors of a constant in `f16`.
    static RoundingErrors ofF16(Weights weights) {
        RoundingErrors errors = new RoundingErrors();
        pieces(
                weights,
                (numbers, count, _) -> {
                    for (long i = 0; i < count; i++) {
                        float exact = numbers.getAtIndex(Elements.FLOAT, i);
                        float rounded = Float.float16ToFloat(Float.floatToFloat16(exact));
                        if (Math.abs(exact) > MOST_F16
                                && Float.isInfinite(rounded)
                                && Float.isFinite(exact)) {
                            errors.overflows++;
                        } else {
                            errors.add(exact, rounded);
                        }
                    }
                });
        return errors;
    }

    /// The largest size of a number in each channel; infinite where one is no finite number.
    static float[] largest(Weights weights, int axis) {
        float[] largest = new float[(int) weights.type().shape().dimension(axis).value()];
        pieces(
                weights,
                (numbers, count, channel) -> {
                    for (int i = 0; i < count; i++) {
                        float size = Math.abs(numbers.getAtIndex(Elements.FLOAT, i));
                        int at = channel.of(axis).applyAsInt(i);
                        largest[at] =
                                Float.isFinite(size)
                                        ? Math.max(largest[at], size)
                                        : Float.POSITIVE_INFINITY;
                    }
                });
        return largest;
    }

    /// The errors of a constant that is stored as whole multiples of a step in each channel.
    static RoundingErrors ofSteps(Weights weights, int axis, float[] steps) {
        RoundingErrors errors = new RoundingErrors();
        pieces(
                weights,
                (numbers, count, channel) -> {
                    IntUnaryOperator of = channel.of(axis);
                    for (int i = 0; i < count; i++) {
                        float exact = numbers.getAtIndex(Elements.FLOAT, i);
                        float step = steps[of.applyAsInt(i)];
                        errors.add(
                                exact,
                                step == 0 ? 0 : (float) Math.floor(exact / step + 0.5f) * step);
                    }
                });
        return errors;
    }

    /// Some of the numbers.
    private interface Visitor {
        void visit(MemorySegment numbers, long count, Channels channels);
    }

    /// The channel of each number of a piece.
    private interface Channels {
        IntUnaryOperator of(int axis);
    }

    /// Shows all numbers as `f32`, in pieces, in any order.
    private static void pieces(Weights weights, Visitor visitor) {
        long[] shape = weights.type().shape().toArray();
        Optional<Chain> found =
                Chain.of(weights.convert(ElementType.F32))
                        .filter(chain -> weights.count() > PIECE && fits(chain, shape));
        try (Arena arena = Arena.ofConfined()) {
            if (found.isEmpty()) {
                MemorySegment all = arena.allocate(Math.max(4, weights.count() * Float.BYTES), 64);
                new WeightsEvaluator(Kernels.best(), Bytes::segment)
                        .evaluate(
                                weights.convert(ElementType.F32),
                                all.asSlice(0, weights.count() * Float.BYTES));
                visitor.visit(all, weights.count(), axis -> channel(shape, axis, -1, 0));
                return;
            }
            Chain chain = found.get();
            long[] from = chain.stored().type().shape().toArray();
            int cut = longest(from);
            int place = chain.order().indexOf(cut);
            long perIndex = weights.count() / from[cut];
            long step = Math.clamp(PIECE / perIndex, 1, from[cut]);
            MemorySegment room = arena.allocate(perIndex * step * Float.BYTES, 64);
            StridedArray source =
                    StridedArray.dense(
                            chain.stored().bytes().segment(),
                            chain.stored().type().element(),
                            from);
            for (long first = 0; first < from[cut]; first += step) {
                long last = Math.min(first + step, from[cut]);
                long[] piece = shape.clone();
                piece[place] = last - first;
                MemorySegment into = room.asSlice(0, perIndex * (last - first) * Float.BYTES);
                chain.evaluate(
                        source.slice(cut, first, last),
                        StridedArray.dense(into, ElementType.F32, piece),
                        chain.scaledAxis() == place ? first : 0,
                        Kernels.best(),
                        1);
                int start = (int) first;
                visitor.visit(
                        into,
                        perIndex * (last - first),
                        axis -> channel(piece, axis, place, start));
            }
        }
    }

    /// Whether the dimensions of the constant are those of its source, in another order.
    private static boolean fits(Chain chain, long[] shape) {
        long[] from = chain.stored().type().shape().toArray();
        if (from.length != shape.length) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] != from[chain.order().get(i)]) {
                return false;
            }
        }
        return true;
    }

    private static int longest(long[] shape) {
        int longest = 0;
        for (int i = 1; i < shape.length; i++) {
            longest = shape[i] > shape[longest] ? i : longest;
        }
        return longest;
    }

    private static IntUnaryOperator channel(long[] shape, int axis, int cut, int first) {
        long behind = Arrays.stream(shape).skip(axis + 1L).reduce(1, (a, b) -> a * b);
        long length = shape[axis];
        int start = axis == cut ? first : 0;
        return index -> (int) (index / behind % length) + start;
    }
}
