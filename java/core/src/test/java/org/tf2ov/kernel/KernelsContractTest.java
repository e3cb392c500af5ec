package org.tf2ov.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tf2ov.tensor.ElementType;

/// Holds the Java and the native kernels to each other, bit by bit, and both to oracles that are
/// too plain to be wrong. Where there are no native kernels the Java kernels are held to the
/// oracles alone.
class KernelsContractTest {
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 31, 33, 64, 67, 129, 257, 300
    };
    private static final List<ElementType> SIZES =
            List.of(ElementType.U8, ElementType.F16, ElementType.I32, ElementType.F64);
    private static final byte UNTOUCHED = 0x55;

    private final Arena arena = Arena.ofShared();

    @AfterEach
    void free() {
        arena.close();
    }

    static Stream<Kernels> both() {
        return Stream.of(Kernels.java(), Kernels.best()).distinct();
    }

    /// Runs a random test many times; `-Dtf2ov.seed` begins elsewhere, `-Dtf2ov.seeds` goes on for
    /// longer.
    private static void withSeeds(LongConsumer test) {
        long count = Long.getLong("tf2ov.seeds", 300);
        long base = Long.getLong("tf2ov.seed", 20260101);
        for (long seed = base; seed < base + count; seed++) {
            try {
                test.accept(seed);
            } catch (Throwable e) {
                throw new AssertionError("fails with -Dtf2ov.seed=" + seed, e);
            }
        }
    }

    /// Memory at an address that is no multiple of anything, with a margin whose bytes must stay as
    /// they are.
    private MemorySegment odd(long bytes, int off) {
        return arena.allocate(bytes + 16, 64).fill(UNTOUCHED).asSlice(off, bytes);
    }

    private MemorySegment noise(Random random, long bytes) {
        byte[] content = new byte[Math.toIntExact(bytes)];
        random.nextBytes(content);
        return odd(bytes, random.nextInt(8)).copyFrom(MemorySegment.ofArray(content));
    }

    private static long[] randomShape(Random random, int rank) {
        int kinds = rank <= 2 ? LENGTHS.length : rank <= 4 ? 12 : 6;
        int least = random.nextInt(20) == 0 ? 0 : 1;
        return LongStream.generate(() -> LENGTHS[least + random.nextInt(kinds - least)])
                .limit(rank)
                .toArray();
    }

    private static int[] randomOrder(Random random, int rank) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(i -> i).toArray();
    }

    /// The array permuted, and some of its axes sliced, reversed or, reduced to one index,
    /// repeated.
    private static StridedArray randomView(Random random, StridedArray array) {
        StridedArray view = array.permute(randomOrder(random, array.rank()));
        for (int axis = 0; axis < view.rank(); axis++) {
            long length = view.shape().get(axis);
            view =
                    switch (random.nextInt(8)) {
                        case 0 -> view.reverse(axis);
                        case 1 -> view.slice(axis, length / 4, length - length / 3);
                        case 2 ->
                                length == 0
                                        ? view
                                        : view.slice(axis, length - 1, length).repeat(axis, length);
                        default -> view;
                    };
        }
        return view;
    }

    /// A target for the array: dense, or an array in another order with gaps, so that nothing
    /// follows from its layout.
    private StridedArray randomTarget(
            Random random, ElementType type, List<Long> shape, int off, long[] gaps) {
        int[] order = randomOrder(new Random(random.nextLong()), shape.size());
        long[] inMemory = IntStream.of(order).mapToLong(i -> shape.get(i) + gaps[i]).toArray();
        long elements = LongStream.of(inMemory).reduce(1, (a, b) -> a * b);
        StridedArray whole = StridedArray.dense(odd(elements * type.bytes(), off), type, inMemory);
        int[] back = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            back[order[i]] = i;
        }
        StridedArray target = whole.permute(back);
        for (int axis = 0; axis < target.rank(); axis++) {
            target = target.slice(axis, gaps[axis], target.shape().get(axis));
        }
        return target;
    }

    private static List<Long> index(StridedArray array, long number) {
        List<Long> index = new ArrayList<>();
        for (long length : array.shape().reversed()) {
            index.add(number % length);
            number /= length;
        }
        return index.reversed();
    }

    private static long position(StridedArray array, List<Long> index) {
        long position = array.offset();
        for (int i = 0; i < index.size(); i++) {
            position += index.get(i) * array.strides().get(i);
        }
        return position * array.type().bytes();
    }

    private static String bytesOf(MemorySegment segment) {
        return HexFormat.of().formatHex(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    private static void assertSameBytes(MemorySegment expected, MemorySegment actual, Object what) {
        long at = expected.mismatch(actual);
        assertEquals(-1, at, () -> what + " differs at byte " + at);
    }

    @Test
    void copiesMoveEveryElementToItsIndexAndTouchNothingElse() {
        withSeeds(seed -> {
            Random random = new Random(seed);
            ElementType type = SIZES.get(random.nextInt(SIZES.size()));
            long[] shape = randomShape(random, random.nextInt(9));
            long elements = LongStream.of(shape).reduce(1, (a, b) -> a * b);
            StridedArray source =
                    randomView(
                            random,
                            StridedArray.dense(
                                    noise(random, elements * type.bytes()), type, shape));
            int off = random.nextInt(8);
            long targetSeed = random.nextLong();
            long[] gaps = new long[source.rank()];
            if (random.nextBoolean()) {
                gaps =
                        IntStream.range(0, source.rank())
                                .mapToLong(i -> random.nextInt(3))
                                .toArray();
            }

            StridedArray expected =
                    randomTarget(new Random(targetSeed), type, source.shape(), off, gaps);
            for (long i = 0; i < source.elements(); i++) {
                List<Long> index = index(source, i);
                MemorySegment.copy(
                        source.bytes(),
                        position(source, index),
                        expected.bytes(),
                        position(expected, index),
                        type.bytes());
            }
            for (Kernels kernels : both().toList()) {
                StridedArray target =
                        randomTarget(new Random(targetSeed), type, source.shape(), off, gaps);
                assertEquals(Losses.NONE, kernels.copy(source, target, 1 + random.nextInt(4)));
                assertSameBytes(expected.bytes(), target.bytes(), kernels);
            }
        });
    }

    @Test
    void largeTargetsAreTheSameInAnyNumberOfThreads() {
        Random random = new Random(1);
        for (ElementType type : SIZES) {
            // Convolution weights, of an odd size, that fill no cache.
            long[] hwio = {3, 3, 257, 521 * 4 / type.bytes()};
            long bytes = LongStream.of(hwio).reduce(type.bytes(), (a, b) -> a * b);
            StridedArray source =
                    StridedArray.dense(noise(random, bytes), type, hwio).permute(3, 2, 0, 1);
            MemorySegment expected = odd(bytes, 3);
            Kernels.java().copy(source, StridedArray.dense(expected, type, source.shape()), 1);
            for (int threads : new int[] {1, 2, 5}) {
                for (Kernels kernels : both().toList()) {
                    MemorySegment actual = odd(bytes, 3);
                    kernels.copy(source, StridedArray.dense(actual, type, source.shape()), threads);
                    assertSameBytes(expected, actual, kernels);
                }
            }
        }
    }

    /// Everything that a float can be, as bits: special values, both signs, all exponents, all
    /// patterns of rounding.
    private static int anyFloat(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt() & 0x807fffff; // subnormal or zero
            case 1 -> random.nextInt() & 0x807fffff | 0x7f800000; // infinite or no number
            case 2 ->
                    random.nextInt() & 0x80000000
                            | 0x477fe000 + random.nextInt(0x3000); // f16's largest
            case 3 ->
                    random.nextInt() & 0x80000000
                            | 0x33000000 - 2 + random.nextInt(5); // f16's smallest
            case 4 -> random.nextInt() & 0xffffe000 | 0x1000; // halfway between two f16
            case 5 -> random.nextInt() & 0xffff0000 | 0x8000; // halfway between two bf16
            case 6 -> Float.floatToRawIntBits((float) random.nextGaussian());
            default -> random.nextInt();
        };
    }

    private static long anyDouble(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextLong();
            case 1 -> // around a float or the middle between two
                    Double.doubleToRawLongBits(Float.intBitsToFloat(anyFloat(random)))
                            + (random.nextBoolean() ? 1L << 28 : 0)
                            + random.nextInt(3)
                            - 1;
            default -> Double.doubleToRawLongBits(random.nextGaussian());
        };
    }

    private MemorySegment numbers(Random random, ElementType type, long count) {
        MemorySegment result = odd(count * type.bytes(), random.nextInt(8));
        for (long i = 0; i < count; i++) {
            switch (type) {
                case F32 -> result.set(ValueLayout.JAVA_INT_UNALIGNED, 4 * i, anyFloat(random));
                case F64 -> result.set(ValueLayout.JAVA_LONG_UNALIGNED, 8 * i, anyDouble(random));
                default ->
                        result.set(
                                ValueLayout.JAVA_SHORT_UNALIGNED, 2 * i, (short) random.nextInt());
            }
        }
        return result;
    }

    @Test
    void conversionsAndScalesOfAnyTypesAlongAnyAxisAgree() {
        List<ElementType> sources =
                List.of(ElementType.F16, ElementType.BF16, ElementType.F32, ElementType.F64);
        List<ElementType> targets = List.of(ElementType.F16, ElementType.BF16, ElementType.F32);
        withSeeds(seed -> {
            Random random = new Random(seed);
            ElementType from = sources.get(random.nextInt(4));
            ElementType to = targets.get(random.nextInt(3));
            long[] shape = randomShape(random, random.nextInt(6));
            long elements = LongStream.of(shape).reduce(1, (a, b) -> a * b);
            StridedArray source =
                    randomView(
                            random,
                            StridedArray.dense(numbers(random, from, elements), from, shape));
            boolean scaled = random.nextBoolean() && source.rank() > 0;
            int axis = scaled ? random.nextInt(source.rank()) : -1;
            float[] factors = new float[scaled ? source.shape().get(axis).intValue() : 0];
            for (int i = 0; i < factors.length; i++) {
                factors[i] =
                        random.nextInt(4) == 0
                                ? Float.intBitsToFloat(anyFloat(random))
                                : (float) random.nextGaussian();
            }
            int off = random.nextInt(8);
            long targetSeed = random.nextLong();
            long[] gaps = new long[source.rank()];

            List<Losses> losses = new ArrayList<>();
            List<MemorySegment> results = new ArrayList<>();
            for (Kernels kernels : both().toList()) {
                StridedArray target =
                        randomTarget(new Random(targetSeed), to, source.shape(), off, gaps);
                int threads = 1 + random.nextInt(3);
                losses.add(
                        scaled
                                ? kernels.scale(source, target, axis, factors, threads)
                                : kernels.copy(source, target, threads));
                results.add(target.bytes());
            }
            assertSameBytes(results.getFirst(), results.getLast(), from + " to " + to);
            assertEquals(losses.getFirst(), losses.getLast());
        });
    }

    private StridedArray f32(float... values) {
        return StridedArray.dense(
                arena.allocateFrom(ValueLayout.JAVA_FLOAT, values), ElementType.F32, values.length);
    }

    private StridedArray empty(ElementType type, long count) {
        return StridedArray.dense(odd(count * type.bytes(), 1), type, count);
    }

    /// The value of a half-precision number of either kind, from its definition: `exponent` bits,
    /// `mantissa` bits.
    private static BigDecimal value(int bits, int mantissa, int bias) {
        int exponent = (bits & 0x7fff) >> mantissa;
        long fraction = bits & (1 << mantissa) - 1;
        long whole = exponent == 0 ? fraction : fraction | 1L << mantissa;
        int scale = Math.max(exponent, 1) - bias - mantissa;
        BigDecimal power = BigDecimal.TWO.pow(Math.abs(scale));
        BigDecimal magnitude =
                scale >= 0
                        ? BigDecimal.valueOf(whole).multiply(power)
                        : BigDecimal.valueOf(whole).divide(power); // exact: it ends in binary
        return (bits & 0x8000) == 0 ? magnitude : magnitude.negate();
    }

    /// Each number that the type has, the middle between it and the next, and both neighbours of
    /// that middle.
    @ParameterizedTest
    @MethodSource("both")
    void everyF16AndBf16AndWhatLiesBetweenIsRoundedToNearestEven(Kernels kernels) {
        for (ElementType type : List.of(ElementType.F16, ElementType.BF16)) {
            int mantissa = type == ElementType.F16 ? 10 : 7;
            int bias = type == ElementType.F16 ? 15 : 127;
            int infinity = type == ElementType.F16 ? 0x7c00 : 0x7f80;
            float[] values = new float[4 * infinity];
            short[] expected = new short[4 * infinity];
            BigDecimal low = value(0, mantissa, bias);
            for (int bits = 0; bits < infinity; bits++) {
                BigDecimal high =
                        value(bits + 1, mantissa, bias); // as if infinity were the next number
                float middle = low.add(high).divide(BigDecimal.TWO).floatValue(); // exact in f32
                int even = bits % 2 == 0 ? bits : bits + 1;
                values[4 * bits] = low.floatValue();
                values[4 * bits + 1] = middle;
                values[4 * bits + 2] = -Math.nextDown(middle);
                values[4 * bits + 3] = Math.nextUp(middle);
                expected[4 * bits] = (short) bits;
                expected[4 * bits + 1] = (short) even;
                expected[4 * bits + 2] = (short) (bits | 0x8000);
                expected[4 * bits + 3] = (short) (bits + 1);
                low = high;
            }
            StridedArray target = empty(type, values.length);
            kernels.copy(f32(values), target, 2);
            for (int i = 0; i < values.length; i++) {
                int number = i;
                short actual = target.bytes().get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i);
                assertEquals(
                        expected[i],
                        actual,
                        () -> "%s of %a (number %d)".formatted(type, values[number], number));
            }

            StridedArray back = empty(ElementType.F32, values.length);
            kernels.copy(target, back, 1);
            for (int i = 0; i < values.length; i++) {
                float actual = back.bytes().get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * i);
                int bits = expected[i];
                if ((bits & 0x7fff) == infinity) {
                    assertTrue(Float.isInfinite(actual));
                } else {
                    assertEquals(0, value(bits, mantissa, bias).compareTo(new BigDecimal(actual)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void doublesAreRoundedToTheNearestFloat(Kernels kernels) {
        Random random = new Random(5);
        StridedArray source =
                StridedArray.dense(
                        numbers(random, ElementType.F64, 100_000), ElementType.F64, 100_000);
        StridedArray target = empty(ElementType.F32, 100_000);
        long overflows = 0;
        long underflows = 0;
        kernels.copy(source, target, 2);
        for (long i = 0; i < 100_000; i++) {
            double exact = source.bytes().get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8 * i);
            float actual = target.bytes().get(ValueLayout.JAVA_FLOAT_UNALIGNED, 4 * i);
            if (Double.isNaN(exact)) {
                assertTrue(Float.isNaN(actual));
                continue;
            }
            if (Double.isInfinite(exact)) {
                assertEquals(exact, actual);
                continue;
            }
            // BigDecimal rounds by its own arithmetic.
            assertEquals(new BigDecimal(exact).floatValue(), actual);
            overflows += Float.isInfinite(actual) ? 1 : 0;
            underflows += actual == 0 && exact != 0 ? 1 : 0;
        }
        assertEquals(new Losses(overflows, underflows), kernels.copy(source, target, 1));
    }

    @ParameterizedTest
    @MethodSource("both")
    void lossesAreCountedOnceForEachNumber(Kernels kernels) {
        StridedArray source =
                f32(
                        65519.996f,
                        65520f,
                        -1e38f,
                        Float.POSITIVE_INFINITY,
                        Float.NaN,
                        0f,
                        -0f,
                        0x1p-25f,
                        -0x1.000002p-25f);
        StridedArray target = empty(ElementType.F16, 9);
        assertEquals(new Losses(2, 1), kernels.copy(source, target, 1));
        assertEquals("ff7b007c00fc007c007e0000008000000180", bytesOf(target.bytes()));

        float[] tenth = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
        assertEquals(new Losses(1, 2), kernels.scale(source, target, 0, tenth, 1));
        float[] zero = new float[9];
        assertEquals(Losses.NONE, kernels.scale(source, target, 0, zero, 1));
    }

    @ParameterizedTest
    @MethodSource("both")
    void nanStaysQuietAndProductsOfItAreAlwaysTheSame(Kernels kernels) {
        int[] nans = {0x7f800001, 0xffc12345, 0x7fa00000, 0xff800001};
        StridedArray source =
                StridedArray.dense(
                        arena.allocateFrom(ValueLayout.JAVA_INT, nans), ElementType.F32, 4);
        StridedArray f16 = empty(ElementType.F16, 4);
        kernels.copy(source, f16, 1);
        assertEquals("007e" + "09fe" + "007f" + "00fe", bytesOf(f16.bytes()));
        StridedArray bf16 = empty(ElementType.BF16, 4);
        kernels.copy(source, bf16, 1);
        assertEquals("c07f" + "c1ff" + "e07f" + "c0ff", bytesOf(bf16.bytes()));
        StridedArray same = empty(ElementType.F32, 4);
        kernels.copy(source, same, 1);
        assertSameBytes(source.bytes(), same.bytes(), "a copy of NaN");
        kernels.scale(source, same, 0, new float[] {1, 2, -3, Float.NaN}, 1);
        assertEquals("0000c07f".repeat(4), bytesOf(same.bytes()));
        kernels.scale(
                f32(Float.POSITIVE_INFINITY), empty(ElementType.F32, 1), 0, new float[] {0}, 1);
    }

    @ParameterizedTest
    @MethodSource("both")
    void anArrayOfF32CanBeScaledInPlace(Kernels kernels) {
        // outer 2, channels 3, inner 2
        MemorySegment bytes =
                arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        StridedArray array = StridedArray.dense(bytes, ElementType.F32, 2, 3, 2);
        kernels.scale(array, array, 1, new float[] {1, 10, -1}, 2);
        assertEquals(
                List.of(1f, 2f, 30f, 40f, -5f, -6f, 7f, 8f, 90f, 100f, -11f, -12f),
                IntStream.range(0, 12)
                        .mapToObj(i -> bytes.getAtIndex(ValueLayout.JAVA_FLOAT, i))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("both")
    void aSplatFillsAnArray(Kernels kernels) {
        StridedArray target = empty(ElementType.F32, 5);
        kernels.copy(StridedArray.splat(f32(1.5f).bytes(), ElementType.F32, 5), target, 1);
        assertEquals("0000c03f".repeat(5), bytesOf(target.bytes()));
    }

    @ParameterizedTest
    @MethodSource("both")
    void arraysOnTheHeapAndConfinedOnesServeAsWell(Kernels kernels) {
        MemorySegment heap = MemorySegment.ofArray(new float[600_000]).fill((byte) 1);
        try (Arena confined = Arena.ofConfined()) {
            MemorySegment mine = confined.allocate(heap.byteSize());
            StridedArray target = StridedArray.dense(mine, ElementType.F32, 600, 1000);
            kernels.copy(
                    StridedArray.dense(heap, ElementType.F32, 1000, 600).permute(1, 0), target, 4);
            assertSameBytes(heap, mine, kernels);
            assertEquals(kernels.hash(heap, 4), kernels.hash(mine, 4));
        }
    }

    @Test
    void equalBytesHaveEqualHashesAndOthersDoNot() {
        withSeeds(seed -> {
            Random random = new Random(seed);
            int[] near = {0, 64, 256 * 1024, 3 * 256 * 1024};
            long size = Math.max(near[random.nextInt(4)] + random.nextInt(200) - 100, 0);
            MemorySegment bytes = noise(random, size);
            long hash = Kernels.java().hash(bytes, 1);
            assertEquals(hash, Kernels.java().hash(bytes, 3));
            assertEquals(hash, Kernels.best().hash(bytes, 1));
            assertEquals(hash, Kernels.best().hash(bytes, 4));
            assertNotEquals(hash, Kernels.best().hash(odd(size + 1, 2).copyFrom(bytes), 1));
            if (size > 0) {
                long at = random.nextLong(size);
                bytes.set(
                        ValueLayout.JAVA_BYTE,
                        at,
                        (byte) (bytes.get(ValueLayout.JAVA_BYTE, at) ^ 1 << random.nextInt(8)));
                assertNotEquals(hash, Kernels.best().hash(bytes, 2));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("both")
    void hashesStayWhatTheyWere(Kernels kernels) {
        assertEquals("bbc4fd43e105c17", Long.toHexString(kernels.hash(arena.allocate(0), 1)));
        assertEquals(
                "a94fe14d9f4edfc9",
                Long.toHexString(kernels.hash(arena.allocate(100).fill((byte) 7), 1)));
        assertEquals(
                "890013b9f3375339",
                Long.toHexString(kernels.hash(arena.allocate(1_000_000).fill((byte) 7), 2)));
    }

    @ParameterizedTest
    @MethodSource("both")
    void aFileForWhichRoomIsReservedReadsAsZero(Kernels kernels, @TempDir Path folder)
            throws IOException {
        Path file = Files.createFile(folder.resolve("größe.bin"));
        kernels.reserve(file, 100_001);
        byte[] content = Files.readAllBytes(file);
        // Not every file system can do it; then nothing has changed.
        assertTrue(content.length == 0 || content.length == 100_001, "" + content.length);
        assertArrayEquals(new byte[content.length], content);
        kernels.reserve(folder.resolve("missing"), 1);
        assertFalse(Files.exists(folder.resolve("missing")));
    }

    @ParameterizedTest
    @MethodSource("both")
    void whatCannotBeCopiedIsRefused(Kernels kernels) {
        StridedArray two = empty(ElementType.F32, 2);
        StridedArray three = empty(ElementType.F32, 3);
        assertRefused(
                "source [2] and target [3] differ in shape", () -> kernels.copy(two, three, 1));
        assertRefused("at least one thread has to work, not 0", () -> kernels.copy(two, two, 0));
        assertRefused(
                "at least one thread has to work, not -1", () -> kernels.hash(two.bytes(), -1));
        assertRefused(
                "f16, bf16, f32 and f64 can be converted to f16, bf16 and f32, not f32 to i32",
                () -> kernels.copy(two, empty(ElementType.I32, 2), 1));
        assertRefused(
                "f16, bf16, f32 and f64 can be converted to f16, bf16 and f32, not i32 to i32",
                () ->
                        kernels.scale(
                                empty(ElementType.I32, 1),
                                empty(ElementType.I32, 1),
                                0,
                                new float[1],
                                1));
        assertRefused(
                "3 factors don't fit axis 0 of [2]",
                () -> kernels.scale(two, two, 0, new float[3], 1));
        assertRefused(
                "elements of the target share bytes: shape [2], strides [0]",
                () -> kernels.copy(two, StridedArray.splat(three.bytes(), ElementType.F32, 2), 1));
        assertRefused(
                "source and target share bytes, and are not the same array: shape [2], strides [1] and [-1]",
                () -> kernels.copy(two, two.reverse(0), 1));
        assertRefused(
                "source and target share bytes, and are not the same array: shape [2], strides [1] and [1]",
                () -> kernels.copy(three.slice(0, 0, 2), three.slice(0, 1, 3), 1));
        StridedArray sealed = StridedArray.dense(two.bytes().asReadOnly(), ElementType.F32, 2);
        assertRefused(
                "the target is read-only", () -> kernels.copy(three.slice(0, 0, 2), sealed, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"U1", "I4", "DYNAMIC", "STRING"})
    void elementsWithoutAnAddressAreRefused(ElementType type) {
        assertRefused(
                "elements of " + type + " are not whole bytes; copy them as u8",
                () -> StridedArray.dense(arena.allocate(8), type, 2));
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
