package org.tf2ov.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Quantization;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Evaluates weight expressions: one pass over the source for all that the normal form of [Weights]
/// allows.
///
/// Instances may be used by several threads at once, on different targets.
public final class WeightsEvaluator {
    /// How many real numbers are quantized at once.
    private static final long PIECE = 32 * 1024;

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
        Optional<Chain> chain = Chain.of(weights);
        if (chain.isPresent()) {
            evaluate(chain.get(), target);
            return;
        }
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
                StridedArray result = dense(target, weights);
                Optional<StridedArray> view = view(inner);
                if (view.isEmpty()) {
                    evaluate(inner, target);
                }
                kernels.scale(view.orElse(result), result, axis, floats(factors), 1);
            }
            case Weights.Quantized quantized -> quantize(quantized, target);
        }
    }

    /// The real numbers are put together in pieces that stay in the cache, where they can be looked
    /// at as stored bytes, and at once otherwise.
    private void quantize(Weights.Quantized quantized, MemorySegment target) {
        Weights inner = quantized.inner();
        long[] shape = inner.type().shape().toArray();
        boolean scaled = inner instanceof Weights.Scaled;
        Optional<StridedArray> view =
                view(inner instanceof Weights.Scaled(Weights stored, int _, List<Float> _)
                                ? stored
                                : inner)
                        .filter(from -> converts(from, ElementType.F32) && shape.length > 0);
        if (view.isEmpty() || target.byteSize() == 0) {
            try (Arena arena = Arena.ofConfined()) {
                Weights real = inner.convert(ElementType.F32);
                MemorySegment numbers = arena.allocate(Math.max(real.type().bytes(), 1), 64);
                MemorySegment exact = numbers.asSlice(0, real.type().bytes());
                evaluate(real, exact);
                quantize(quantized, exact, target, 0, shape.length == 0 ? 1 : shape[0]);
            }
            return;
        }
        long perIndex = target.byteSize() / shape[0];
        long step = Math.clamp(PIECE / perIndex, 1, shape[0]);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocate(4 * perIndex * step, 64);
            for (long first = 0; first < shape[0]; first += step) {
                long last = Math.min(first + step, shape[0]);
                MemorySegment piece = numbers.asSlice(0, 4 * perIndex * (last - first));
                StridedArray from = view.get().slice(0, first, last);
                StridedArray real = StridedArray.dense(piece, ElementType.F32, from.shape());
                if (scaled && inner instanceof Weights.Scaled(Weights _, int axis, var factors)) {
                    List<Float> own =
                            axis == 0 ? factors.subList((int) first, (int) last) : factors;
                    kernels.scale(from, real, axis, floats(own), 1);
                } else {
                    kernels.copy(from, real, 1);
                }
                MemorySegment into = target.asSlice(perIndex * first, perIndex * (last - first));
                quantize(quantized, piece, into, first, last);
            }
        }
    }

    /// Some indices of the first dimension.
    private void quantize(
            Weights.Quantized quantized,
            MemorySegment real,
            MemorySegment target,
            long first,
            long last) {
        List<Quantization> channels = quantized.channels();
        if (channels.size() == 1) {
            kernels.quantize(real, target, 1, channels, target.byteSize());
            return;
        }
        long[] shape = quantized.inner().type().shape().toArray();
        int axis = quantized.axis();
        long outer = axis == 0 ? 1 : last - first;
        for (int i = 1; i < axis; i++) {
            outer *= shape[i];
        }
        long inner = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            inner *= shape[i];
        }
        List<Quantization> own = axis == 0 ? channels.subList((int) first, (int) last) : channels;
        kernels.quantize(real, target, outer, own, inner);
    }

    private static float[] floats(List<Float> list) {
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i);
        }
        return numbers;
    }

    private void evaluate(Chain chain, MemorySegment target) {
        Weights.Stored stored = chain.stored();
        MemorySegment bytes = source.apply(stored.bytes());
        if (chain.isCopy()) {
            target.copyFrom(bytes);
            return;
        }
        long[] from = stored.type().shape().toArray();
        long[] to = chain.order().stream().mapToLong(axis -> from[axis]).toArray();
        chain.evaluate(
                StridedArray.dense(bytes, stored.type().element(), from),
                StridedArray.dense(target, chain.element(), to),
                0,
                kernels,
                1);
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
