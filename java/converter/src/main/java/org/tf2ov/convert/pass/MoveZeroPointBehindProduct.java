package org.tf2ov.convert.pass;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.AvgPool;
import org.tf2ov.ov.op.Concat;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.MaxPool;
import org.tf2ov.ov.op.Multiply;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.Relu;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.StridedSlice;
import org.tf2ov.ov.op.Subtract;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.VariadicSplit;
import org.tf2ov.pass.Match;
import org.tf2ov.pass.Pattern;
import org.tf2ov.pass.Rewrite;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Takes the zero point from the weights of a convolution or matrix product of rounded numbers: what
/// it stands for is the same multiple of the sum under the window, or of the row, for all filters.
///
///     y = Convolution(x, (Convert(Constant(w : i8)) - z) * s)
///     y = Convolution(x, Convert(Constant(w : i8)) * s) + Convolution(x, Convert(Constant(1 : i8[1,C,…]))) * (-z * s)
///
/// OpenVINO 2026.4's CPU plug-in computes products in whole numbers only if their weights have no
/// zero point; the first form it computes in `f32`. Measured there the second takes 0.3 to 0.5 of
/// the time of the first. Depthwise convolutions have a sum for each channel, take twice as long
/// so, and stay as they are.
public final class MoveZeroPointBehindProduct implements Rewrite {
    /// A power of two, which rounds nothing.
    private static final float UNIT = 1f / 128;

    private static final Pattern X = Pattern.any();
    private static final Pattern BYTES =
            Pattern.constant().where(value -> value.type().element() == ElementType.I8);
    private static final Pattern WHOLE = Pattern.op(Convert.class, BYTES);
    private static final Pattern ZERO = Pattern.constant();
    private static final Pattern STEP = Pattern.constant();
    private static final Pattern PRODUCT =
            Pattern.op(
                    Op.class,
                    X,
                    Pattern.op(Multiply.class, Pattern.op(Subtract.class, WHOLE, ZERO), STEP));

    @Override
    public Pattern pattern() {
        return PRODUCT;
    }

    @Override
    public Optional<Value> replace(Match match, GraphBuilder g) {
        Value x = match.value(X);
        Value product = match.value(PRODUCT);
        Value zero = match.value(ZERO);
        Value step = match.value(STEP);
        long[] filter = match.value(BYTES).shape().toArray();
        int axis = filterAxis(product.op(), filter.length);
        if (axis < 0
                || !product.input(1).shape().equals(match.value(BYTES).shape())
                || !isOfFilters(zero, axis)
                || !isOfFilters(step, axis)
                || !isRounded(x)) {
            return Optional.empty();
        }
        Value weights = g.add(new Multiply(), match.value(WHOLE), step);
        Value whole = g.add(product.node().name(), product.op(), List.of(x, weights));
        filter[axis] = 1;
        Weights ones =
                new Weights.Splat(
                        new Bytes.InMemory(new byte[] {1}), TensorType.of(ElementType.I8, filter));
        float[] factors = factors(zero, step);
        boolean alike = factors.length == 1;
        // Whole numbers without a step would not be taken for such by the runtime.
        float unit = alike ? factors[0] : UNIT;
        Value counted =
                g.add(
                        new Multiply(),
                        g.add(new Convert(ElementType.F32), g.constant(ones)),
                        g.scalar(ElementType.F32, unit));
        Value missing = g.add(product.op(), x, counted);
        if (!alike) {
            long[] shape = {factors.length};
            if (product.op() instanceof Convolution) {
                shape = LongStream.generate(() -> 1).limit(filter.length).toArray();
                shape[1] = factors.length;
            }
            missing = g.add(new Multiply(), missing, g.constant(Weights.ofFloats(shape, factors)));
        }
        return Optional.of(g.add(new Add(), whole, missing));
    }

    /// What the sum is multiplied by for each filter, `-zero * step`, or for all. Where they differ
    /// the sum itself is in a unit already.
    private static float[] factors(Value zero, Value step) {
        float[] zeros = zero.constant().orElseThrow().floats();
        float[] steps = step.constant().orElseThrow().floats();
        float[] factors = new float[Math.max(zeros.length, steps.length)];
        float unit = factors.length == 1 ? 1 : UNIT;
        for (int i = 0; i < factors.length; i++) {
            factors[i] = -zeros[i % zeros.length] * steps[i % steps.length] / unit;
        }
        return factors;
    }

    /// Along which dimension of the weights the filters, or the columns of a matrix, stand; -1 if
    /// that is unknown.
    private static int filterAxis(Op op, int rank) {
        return switch (op) {
            case Convolution _ -> 0;
            case MatMul(boolean _, boolean transposed) when rank == 2 -> transposed ? 0 : 1;
            default -> -1;
        };
    }

    /// Whether it is one number, or one for each filter.
    private static boolean isOfFilters(Value numbers, int axis) {
        int rank = numbers.shape().rank();
        return rank == 0
                || rank > axis
                        && LongStream.range(0, rank)
                                .allMatch(
                                        i -> i == axis || numbers.shape().dimension((int) i).is(1));
    }

    /// Whether the runtime has a value as whole numbers: it is one of 256 at most, moved or pooled.
    private static boolean isRounded(Value value) {
        Deque<Value> next = new ArrayDeque<>(List.of(value));
        Set<Value> seen = new HashSet<>();
        while (!next.isEmpty()) {
            Value current = next.remove();
            if (!seen.add(current)) {
                continue;
            }
            List<Value> inputs = current.node().inputs();
            switch (current.op()) {
                case FakeQuantize(int levels) -> {
                    boolean known =
                            levels <= 256
                                    && inputs.stream()
                                            .skip(1)
                                            .allMatch(bound -> bound.constant().isPresent());
                    if (!known) {
                        return false;
                    }
                }
                case Concat _ -> next.addAll(inputs);
                case AvgPool _,
                        MaxPool _,
                        Pad _,
                        Relu _,
                        Split _,
                        StridedSlice _,
                        Transpose _,
                        VariadicSplit _ ->
                        next.add(inputs.getFirst());
                default -> {
                    if (!Reshapes.is(current.op())) {
                        return false;
                    }
                    next.add(inputs.getFirst());
                }
            }
        }
        return true;
    }
}
