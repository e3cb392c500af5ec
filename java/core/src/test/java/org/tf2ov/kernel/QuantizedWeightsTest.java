package org.tf2ov.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.GraphText;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Quantization;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Real numbers become the whole ones that their definition says, whichever kernels evaluate which
/// expression.
class QuantizedWeightsTest {
    static Stream<Kernels> both() {
        return Stream.of(Kernels.java(), Kernels.best()).distinct();
    }

    @Test
    void halvesAreRoundedUpAndNoNumberIsTheLowest() {
        Quantization step = new Quantization(-2, 2, 2, 4, 0);

        assertEquals(1, step.whole(0.25f));
        assertEquals(0, step.whole(-0.25f));
        assertEquals(-1, step.whole(-0.26f));
        assertEquals(4, step.whole(7));
        assertEquals(-4, step.whole(Float.NEGATIVE_INFINITY));
        assertEquals(-4, step.whole(Float.NaN));
        assertEquals(3, new Quantization(-2, 2, 2, 4, 2).whole(0.5f));
    }

    @Test
    void aRangeHasToBeOne() {
        assertThrows(IllegalArgumentException.class, () -> new Quantization(2, 1, 1, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Quantization(0, Float.POSITIVE_INFINITY, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Quantization(0, 1, 1e9f, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyExpressionIsEvaluatedAsItIsDefined(Kernels kernels) {
        long base = Long.getLong("tf2ov.seed", 20260101);
        for (long seed = base; seed < base + Long.getLong("tf2ov.seeds", 300); seed++) {
            Random random = new Random(seed);
            Weights weights = quantized(random);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment target = arena.allocate(weights.count() + 1).asSlice(1);
                new WeightsEvaluator(kernels, Bytes::segment).evaluate(weights, target);
                for (long i = 0; i < weights.count(); i++) {
                    double expected = weights.at(i);
                    double actual = Elements.real(target, weights.type().element(), i);
                    if (expected != actual) {
                        throw new AssertionError(
                                "element %d is %s, not %s; -Dtf2ov.seed=%d: %s"
                                        .formatted(i, actual, expected, seed, weights));
                    }
                }
            }
        }
    }

    /// Larger than a piece, so that pieces have to fit together.
    @ParameterizedTest
    @MethodSource("both")
    void piecesFitTogether(Kernels kernels) {
        Random random = new Random(1);
        for (int axis = 0; axis < 2; axis++) {
            int length = axis == 0 ? 70 : 1100;
            Weights weights =
                    real(random, 1100, 70)
                            .permute(List.of(1, 0))
                            .scale(0, factors(random, 70))
                            .quantize(axis, channels(random, length), ElementType.I8);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment target = arena.allocate(weights.count());
                new WeightsEvaluator(kernels, Bytes::segment).evaluate(weights, target);
                for (long i = 0; i < weights.count(); i++) {
                    assertEquals(weights.at(i), Elements.real(target, ElementType.I8, i));
                }
            }
        }
    }

    @Test
    void theTextOfAnExpressionIsReadBack() {
        Random random = new Random(2);
        GraphBuilder g = new GraphBuilder();
        Weights weights = real(random, 2, 3).quantize(1, channels(random, 3), ElementType.I8);
        Graph graph = new Graph(List.of(g.add("w", new Constant(weights), List.of())));

        Graph read =
                GraphText.parse(
                        graph.toString(),
                        name -> {
                            throw new IllegalArgumentException(name);
                        });
        assertEquals(graph.toString(), read.toString());
        assertEquals(graph.results().getFirst().node().op(), read.results().getFirst().node().op());
    }

    private static Weights quantized(Random random) {
        int rank = random.nextInt(5);
        long[] shape = random.longs(rank, 1, 9).toArray();
        Weights weights = real(random, shape);
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        if (random.nextBoolean()) {
            Collections.shuffle(order, random);
            weights = weights.permute(order);
        }
        if (random.nextBoolean() && rank > 0) {
            int axis = random.nextInt(rank);
            weights = weights.scale(axis, factors(random, length(weights, axis)));
        }
        if (random.nextInt(4) == 0) {
            weights = weights.reshape(PartialShape.of(weights.count()));
        }
        int axis =
                weights.type().shape().rank() == 0
                        ? 0
                        : random.nextInt(weights.type().shape().rank());
        boolean alike = random.nextBoolean() || weights.type().shape().rank() == 0;
        ElementType element = random.nextBoolean() ? ElementType.I8 : ElementType.U8;
        weights =
                weights.quantize(
                        axis, channels(random, alike ? 1 : length(weights, axis)), element);
        if (random.nextInt(3) == 0) {
            weights = weights.reshape(PartialShape.of(1, weights.count()));
        } else if (random.nextInt(3) == 0 && weights.type().shape().rank() == rank) {
            weights = weights.permute(order.reversed());
        }
        return weights;
    }

    private static int length(Weights weights, int axis) {
        return (int) weights.type().shape().dimension(axis).value();
    }

    private static Weights real(Random random, long... shape) {
        float[] numbers = new float[(int) TensorType.f32(shape).shape().elementCount().value()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                    switch (random.nextInt(20)) {
                        case 0 -> Float.NaN;
                        case 1 -> random.nextInt(9) / 4f - 1;
                        default -> random.nextFloat() * 6 - 3;
                    };
        }
        return Weights.ofFloats(shape, numbers);
    }

    private static float[] factors(Random random, int count) {
        float[] factors = new float[count];
        for (int i = 0; i < count; i++) {
            factors[i] = random.nextFloat() + 0.5f;
        }
        return factors;
    }

    private static List<Quantization> channels(Random random, int count) {
        List<Quantization> channels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float low = -random.nextFloat() * 2;
            float high = low + 2 + random.nextFloat();
            float inverse = random.nextBoolean() ? 4 : 255 / (high - low);
            channels.add(
                    new Quantization(
                            low,
                            high,
                            inverse,
                            (float) Math.floor(-low * inverse + 0.5),
                            random.nextInt(9) - 4));
        }
        return channels;
    }
}
