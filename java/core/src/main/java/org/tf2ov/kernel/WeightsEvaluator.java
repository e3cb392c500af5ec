package org.tf2ov.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Evaluates weight expressions: one pass over the source for all that the normal form of [Weights]
/// allows.
///
/// Instances may be used by several threads at once, on different targets.
public final class WeightsEvaluator {
    private final Kernels kernels;
    private final Function<Bytes, MemorySegment> source;

    /// @param source where the stored bytes are found: mapped, or read into a buffer before
    public WeightsEvaluator(Kernels kernels, Function<Bytes, MemorySegment> source) {
        this.kernels = kernels;
        this.source = source;
    }

    /// Evaluates into `target`, row-major, little-endian.
    ///
    /// @param target as many bytes as the type of the weights says, at any alignment
    public void evaluate(Weights weights, MemorySegment target) {
        ElementType element = weights.type().element();
        switch (weights) {
            case Weights.Stored(Bytes bytes, TensorType _) -> target.copyFrom(source.apply(bytes));
            case Weights.Reshaped(Weights inner, PartialShape _) -> evaluate(inner, target);
            case Weights.Splat _, Weights.Permuted _ ->
                    view(weights)
                            .ifPresentOrElse(
                                    view -> kernels.copy(view, dense(target, weights), 1),
                                    () -> elementByElement(weights, target));
            case Weights.Converted(Weights inner, ElementType _) -> {
                Optional<StridedArray> view = view(inner).filter(from -> converts(from, element));
                if (view.isPresent()) {
                    kernels.copy(view.get(), dense(target, weights), 1);
                } else {
                    elementByElement(weights, target);
                }
            }
            case Weights.Scaled(Weights inner, int axis, List<Float> factors) -> {
                float[] numbers = new float[factors.size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = factors.get(i);
                }
                StridedArray result = dense(target, weights);
                Optional<StridedArray> view = view(inner);
                if (view.isEmpty()) {
                    evaluate(inner, target);
                }
                kernels.scale(view.orElse(result), result, axis, numbers, 1);
            }
        }
    }

    /// The expression as a way to look at stored bytes, if that is all it is.
    private Optional<StridedArray> view(Weights weights) {
        TensorType type = weights.type();
        if (type.shape().rank() > StridedArray.MAX_RANK || !type.element().isWholeBytes()) {
            return Optional.empty();
        }
        long[] shape = type.shape().toArray();
        return switch (weights) {
            case Weights.Stored(Bytes bytes, TensorType _) ->
                    Optional.of(StridedArray.dense(source.apply(bytes), type.element(), shape));
            case Weights.Splat(Bytes element, TensorType _) ->
                    Optional.of(StridedArray.splat(element.segment(), type.element(), shape));
            case Weights.Permuted(Weights inner, List<Integer> order) ->
                    view(inner)
                            .map(view ->
                                    view.permute(
                                            order.stream().mapToInt(Integer::intValue).toArray()));
            default -> Optional.empty();
        };
    }

    private static StridedArray dense(MemorySegment target, Weights weights) {
        long[] shape = weights.type().shape().toArray();
        return shape.length <= StridedArray.MAX_RANK
                ? StridedArray.dense(target, weights.type().element(), shape)
                : StridedArray.dense(
                        target,
                        weights.type().element(),
                        Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    private static boolean converts(StridedArray from, ElementType to) {
        return isFloat(from.type())
                && (to == ElementType.F16 || to == ElementType.BF16 || to == ElementType.F32);
    }

    private static boolean isFloat(ElementType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> true;
            default -> false;
        };
    }

    /// By the definition of each form; for what the kernels do not know, which is never large.
    private static void elementByElement(Weights weights, MemorySegment target) {
        long count = weights.count();
        for (long i = 0; i < count; i++) {
            Elements.setReal(target, weights.type().element(), i, weights.at(i));
        }
    }
}
