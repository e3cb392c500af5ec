package org.tf2ov.convert.pass;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.kernel.WeightsEvaluator;
import org.tf2ov.ov.op.AutoPad;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.SlidingWindow;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.Weights;

/// A convolution or matrix product with constant weights, and how its weights take what is done to
/// the channels that enter it.
///
/// @param value the product
/// @param weights its weights: `[outputs, channels, size...]`, `[groups, outputs, 1, size...]` with
///   a channel a group, or a matrix
/// @param channels along which dimension of the weights the channels stand
record Product(Value value, Weights weights, int channels) {
    /// Weights larger than this are not looked at number by number.
    private static final long MOST_ELEMENTS = 1 << 22;

    /// A value as a product in `f32`, if that is what it is.
    static Optional<Product> of(Value value) {
        if (value.node().inputs().size() != 2
                || value.type().element() != ElementType.F32
                || !value.input(0).shape().hasRank()) {
            return Optional.empty();
        }
        Optional<Weights> weights =
                value.input(1)
                        .constant()
                        .filter(known -> known.type().element() == ElementType.F32);
        return weights.flatMap(
                known -> axis(value.op(), known).map(axis -> new Product(value, known, axis)));
    }

    private static Optional<Integer> axis(Op op, Weights weights) {
        int rank = weights.type().shape().rank();
        return switch (op) {
            case Convolution _ -> Optional.of(1);
            case GroupConvolution _ ->
                    weights.type().shape().dimension(2).is(1) ? Optional.of(0) : Optional.empty();
            case MatMul(boolean transposed, boolean other) ->
                    transposed || rank != 2 ? Optional.empty() : Optional.of(other ? 1 : 0);
            default -> Optional.empty();
        };
    }

    /// What enters it.
    Value x() {
        return value.input(0);
    }

    /// The dimension of what enters it along which the channels stand.
    int axis() {
        return value.op() instanceof MatMul ? x().shape().rank() - 1 : 1;
    }

    /// How many channels enter it.
    long count() {
        return weights.type().shape().dimension(channels).value();
    }

    /// Whether it reads zeros around what enters it.
    boolean isPadded() {
        if (!(value.op() instanceof SlidingWindow window)) {
            return false;
        }
        AutoPad padding = window.autoPad();
        if (padding == AutoPad.VALID) {
            return false;
        }
        if (padding == AutoPad.EXPLICIT) {
            return !window.padsBegin().stream().allMatch(pad -> pad == 0)
                    || !window.padsEnd().stream().allMatch(pad -> pad == 0);
        }
        int first = weights.type().shape().rank() - window.strides().size();
        for (int i = first; i < weights.type().shape().rank(); i++) {
            if (!weights.type().shape().dimension(i).is(1)) {
                return true;
            }
        }
        return false;
    }

    /// The same product of something else with other weights.
    Value with(Value otherX, Weights others, GraphBuilder g) {
        return g.add(value.node().name(), value.op(), List.of(otherX, g.constant(others)));
    }

    /// The same product of something else.
    Value of(Value otherX, GraphBuilder g) {
        return g.add(value.node().name(), value.op(), List.of(otherX, value.input(1)));
    }

    /// The weights for channels that are not yet multiplied by these factors.
    Weights scaled(float[] factors) {
        return weights.scale(channels, factors);
    }

    boolean isSmall() {
        return weights.count() <= MOST_ELEMENTS;
    }

    /// The weights for channels in another order: those of channel `c` become those of channel
    /// `order[c]`. Only for small weights.
    Weights ordered(long[] order) {
        long[] shape = weights.type().shape().toArray();
        MemorySegment from = evaluate();
        byte[] bytes = new byte[Math.toIntExact(from.byteSize())];
        MemorySegment to = MemorySegment.ofArray(bytes);
        long behind = behind(shape);
        long size = behind * Float.BYTES;
        long before = weights.count() / Math.max(1, behind * shape[channels]);
        for (long i = 0; i < before; i++) {
            for (int c = 0; c < order.length; c++) {
                MemorySegment.copy(
                        from,
                        (i * order.length + c) * size,
                        to,
                        (i * order.length + order[c]) * size,
                        size);
            }
        }
        return new Weights.Stored(new Bytes.InMemory(bytes), weights.type());
    }

    /// What the product is of these numbers, one a channel and the same everywhere: a number for
    /// each output, in the shape that is added to the product. Only for small weights.
    Weights of(float[] numbers) {
        long[] shape = weights.type().shape().toArray();
        MemorySegment all = evaluate();
        long behind = behind(shape);
        boolean grouped = value.op() instanceof GroupConvolution;
        long perGroup = grouped ? shape[1] : 1;
        long kernel = grouped ? behind / Math.max(1, perGroup) : behind;
        boolean lastMatrix = value.op() instanceof MatMul && channels == 0;
        int outputs = (int) (grouped ? shape[0] * perGroup : lastMatrix ? shape[1] : shape[0]);
        double[] sums = new double[outputs];
        for (int i = 0; i < weights.count(); i++) {
            int output;
            int channel;
            if (grouped) {
                output = (int) (i / kernel);
                channel = (int) (output / perGroup);
            } else if (lastMatrix) {
                output = i % outputs;
                channel = i / outputs;
            } else {
                output = (int) (i / (behind * shape[channels]));
                channel = (int) (i / behind % shape[channels]);
            }
            sums[output] += (double) all.getAtIndex(Elements.FLOAT, i) * numbers[channel];
        }
        float[] rounded = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            rounded[i] = (float) sums[i];
        }
        if (value.op() instanceof MatMul) {
            return Weights.ofFloats(new long[] {outputs}, rounded);
        }
        long[] added = new long[x().shape().rank()];
        Arrays.fill(added, 1);
        added[1] = outputs;
        return Weights.ofFloats(added, rounded);
    }

    private long behind(long[] shape) {
        long behind = 1;
        for (int i = channels + 1; i < shape.length; i++) {
            behind *= shape[i];
        }
        return behind;
    }

    private MemorySegment evaluate() {
        MemorySegment all =
                MemorySegment.ofArray(new byte[Math.toIntExact(weights.type().bytes())]);
        new WeightsEvaluator(Kernels.java(), Bytes::segment).evaluate(weights, all);
        return all;
    }
}
