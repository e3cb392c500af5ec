package org.tf2ov.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tf2ov.tensor.ElementType;

/// Prints how fast the kernels are beside a plain copy of the same bytes. Run it by
/// `scripts/bench-kernels`.
///
/// Rounds are interleaved and the best of each is printed, in gigabytes of source per second, so
/// that other work on the machine disturbs the comparison little.
final class KernelsBenchmark {
    private KernelsBenchmark() {}

    private record Layout(String name, List<Integer> order, List<Long> shape) {
        long bytes() {
            return shape.stream().reduce(4L, (a, b) -> a * b);
        }
    }

    private static final List<Layout> LAYOUTS =
            List.of(
                    new Layout(
                            "VGG fc6     7x7x512x4096 HWIO to OIHW",
                            List.of(3, 2, 0, 1),
                            List.of(7L, 7L, 512L, 4096L)),
                    new Layout(
                            "VGG fc7     4096x4096 IO to OI", List.of(1, 0), List.of(4096L, 4096L)),
                    new Layout(
                            "convolution 3x3x512x512 HWIO to OIHW",
                            List.of(3, 2, 0, 1),
                            List.of(3L, 3L, 512L, 512L)),
                    new Layout(
                            "convolution 1x1x2048x512 HWIO to OIHW",
                            List.of(3, 2, 0, 1),
                            List.of(1L, 1L, 2048L, 512L)),
                    new Layout(
                            "stem        7x7x3x64 HWIO to OIHW",
                            List.of(3, 2, 0, 1),
                            List.of(7L, 7L, 3L, 64L)),
                    new Layout(
                            "depthwise   3x3x1024x1 HWIM to IMHW",
                            List.of(2, 3, 0, 1),
                            List.of(3L, 3L, 1024L, 1L)));

    private record Contender(String name, Runnable work) {}

    public static void main(String[] arguments) {
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        long before = System.nanoTime();
        Kernels best = Kernels.best();
        double found = (System.nanoTime() - before) / 1e6;
        try (Arena arena = Arena.ofShared()) {
            MemorySegment word = arena.allocate(8);
            before = System.nanoTime();
            best.hash(word, 1);
            System.out.printf(
                    "%s%nfound in %.1f ms, first call %.1f ms; %d thread(s), GB/s of source%n%n",
                    best, found, (System.nanoTime() - before) / 1e6, threads);
        }
        System.out.printf("%-40s", "");
        List.of(
                        "memcpy",
                        "permute",
                        "java",
                        "scaled",
                        "2 passes",
                        "to f16",
                        "java f16",
                        "hash",
                        "java h.")
                .forEach(title -> System.out.printf("%9s", title));
        System.out.println();
        for (Layout layout : LAYOUTS) {
            try (Arena arena = Arena.ofShared()) {
                measure(layout, best, threads, arena);
            }
        }
    }

    private static void measure(Layout layout, Kernels best, int threads, Arena arena) {
        long bytes = layout.bytes();
        MemorySegment from = arena.allocate(bytes, 64);
        MemorySegment to = arena.allocate(bytes, 64).fill((byte) 1);
        Random random = new Random(1);
        for (long i = 0; i < bytes; i += 4) {
            from.set(ValueLayout.JAVA_FLOAT, i, random.nextFloat());
        }
        StridedArray source =
                StridedArray.dense(from, ElementType.F32, layout.shape)
                        .permute(layout.order.stream().mapToInt(i -> i).toArray());
        StridedArray f32 = StridedArray.dense(to, ElementType.F32, source.shape());
        StridedArray f16 = StridedArray.dense(to, ElementType.F16, source.shape());
        StridedArray plain = StridedArray.dense(from, ElementType.U8, bytes);
        StridedArray copy = StridedArray.dense(to, ElementType.U8, bytes);
        float[] factors = new float[source.shape().getFirst().intValue()];
        Arrays.fill(factors, 0.5f);
        Kernels java = Kernels.java();
        List<Contender> contenders =
                List.of(
                        new Contender("memcpy", () -> java.copy(plain, copy, threads)),
                        new Contender("permute", () -> best.copy(source, f32, threads)),
                        new Contender("java", () -> java.copy(source, f32, threads)),
                        new Contender("scaled", () -> best.scale(source, f32, 0, factors, threads)),
                        new Contender(
                                "2 passes",
                                () -> {
                                    best.copy(source, f32, threads);
                                    best.scale(f32, f32, 0, factors, threads);
                                }),
                        new Contender("to f16", () -> best.copy(source, f16, threads)),
                        new Contender("java f16", () -> java.copy(source, f16, threads)),
                        new Contender("hash", () -> best.hash(from, threads)),
                        new Contender("java hash", () -> java.hash(from, threads)));
        int repeats = (int) Math.max(1, 20_000_000 / bytes);
        List<Double> times =
                new ArrayList<>(contenders.stream().map(_ -> Double.MAX_VALUE).toList());
        for (int round = 0; round < 7; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                long start = System.nanoTime();
                for (int r = 0; r < repeats; r++) {
                    contenders.get(i).work.run();
                }
                times.set(i, Math.min(times.get(i), (System.nanoTime() - start) / 1e9 / repeats));
            }
        }
        System.out.printf("%-40s", layout.name);
        times.forEach(time -> System.out.printf("%9.1f", bytes / 1e9 / time));
        System.out.println();
    }
}
