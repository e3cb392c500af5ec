package org.tf2ov.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// The form that nearly all constants have: stored elements, permuted, multiplied along one axis
/// and rounded to another type, each of these or not. One call of the kernels does all of it, for
/// the whole or for a part.
///
/// @param order as of [Weights.Permuted]; the identity if nothing moves
/// @param scaledAxis an axis of the result, or -1
/// @param factors one for each index of that axis
/// @param element the type of the result
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Chain(
        Weights.Stored stored,
        List<Integer> order,
        int scaledAxis,
        float[] factors,
        ElementType element) {

    /// The constant as such a chain, if it is one.
    public static Optional<Chain> of(Weights weights) {
        Weights rest = weights;
        while (rest instanceof Weights.Reshaped(Weights inner, var _)) {
            rest = inner; // row-major as before
        }
        ElementType element = rest.type().element();
        int scaledAxis = -1;
        float[] factors = {};
        if (rest instanceof Weights.Converted(Weights inner, var _)) {
            rest = inner;
        }
        if (rest instanceof Weights.Scaled(Weights inner, int axis, List<Float> list)) {
            scaledAxis = axis;
            factors = new float[list.size()];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = list.get(i);
            }
            rest = inner;
        }
        List<Integer> order = List.of();
        if (rest instanceof Weights.Permuted(Weights inner, List<Integer> permutation)) {
            order = permutation;
            rest = inner;
        }
        if (!(rest instanceof Weights.Stored stored)
                || !stored.type().element().isWholeBytes()
                || stored.type().shape().rank() > StridedArray.MAX_RANK
                || stored.type().element() != element && !converts(stored, element)) {
            return Optional.empty();
        }
        if (order.isEmpty()) {
            order = IntStream.range(0, stored.type().shape().rank()).boxed().toList();
        }
        return Optional.of(new Chain(stored, order, scaledAxis, factors, element));
    }

    private static boolean converts(Weights.Stored stored, ElementType to) {
        return switch (stored.type().element()) {
            case F16, BF16, F32, F64 ->
                    to == ElementType.F16 || to == ElementType.BF16 || to == ElementType.F32;
            default -> false;
        };
    }

    /// Evaluates the whole, or the same range of an axis on both sides.
    ///
    /// @param source stored elements
    /// @param result as many, in the order of the result
    /// @param first where along the scaled axis the result begins
    public void evaluate(
            StridedArray source, StridedArray result, long first, Kernels kernels, int threads) {
        StridedArray permuted =
                source.permute(order.stream().mapToInt(Integer::intValue).toArray());
        if (scaledAxis < 0) {
            kernels.copy(permuted, result, threads);
            return;
        }
        int from = Math.toIntExact(first);
        int to = from + result.shape().get(scaledAxis).intValue();
        kernels.scale(
                permuted,
                result,
                scaledAxis,
                to - from == factors.length ? factors : Arrays.copyOfRange(factors, from, to),
                threads);
    }

    /// Whether nothing at all happens to the bytes.
    public boolean isCopy() {
        return scaledAxis < 0
                && element == stored.type().element()
                && Weights.keepsElementOrder(stored.type().shape(), order);
    }
}
