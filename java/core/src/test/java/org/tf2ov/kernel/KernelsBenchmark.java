package org.tf2ov.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.tf2ov.tensor.ElementType;

/// Prints how fast the kernels are beside their Java twins and a plain copy of the same bytes, as a
/// table. Run it by `scripts/bench-kernels`.
///
/// Rounds are interleaved and the best of each is printed, so that other work on the machine
/// disturbs the comparison little.
final class KernelsBenchmark {
    private static final int ROUNDS = 7;

    private KernelsBenchmark() {}

    private record Layout(String name, List<Integer> order, List<Long> shape) {
        long bytes() {
            return shape.stream().reduce(4L, (a, b) -> a * b);
        }
    }

    private static final List<Layout> LAYOUTS =
            List.of(
                    new Layout(
                            "VGG fc6 7x7x512x4096 HWIO to OIHW",
                            List.of(3, 2, 0, 1),
                            List.of(7L, 7L, 512L, 4096L)),
                    new Layout("VGG fc7 4096x4096 IO to OI", List.of(1, 0), List.of(4096L, 4096L)),
                    new Layout(
                            "convolution 3x3x512x512 HWIO to OIHW",
                            List.of(3, 2, 0, 1),
                            List.of(3L, 3L, 512L, 512L)),
                    new Layout(
                            "convolution 1x1x2048x512 HWIO to OIHW",
                            List.of(3, 2, 0, 1),
                            List.of(1L, 1L, 2048L, 512L)),
                    new Layout(
                            "stem 7x7x3x64 HWIO to OIHW",
                            List.of(3, 2, 0, 1),
                            List.of(7L, 7L, 3L, 64L)),
                    new Layout(
                            "depthwise 3x3x1024x1 HWIM to IMHW",
                            List.of(2, 3, 0, 1),
                            List.of(3L, 3L, 1024L, 1L)));

    /// What the kernels are asked to do with a layout.
    ///
    /// @param copies whether all that happens is that elements move, so that it can be held to a
    ///   plain copy
    private record Task(String name, boolean copies, Consumer<Kernels> work) {}

    public static void main(String[] arguments) {
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        Kernels best = Kernels.best();
        System.out.printf(
                "%s beside the Java kernels and a plain copy; %d thread(s), GB/s of source, the best of %d rounds.%n%n",
                best.toString().replaceFirst(" in .*", ""), threads, ROUNDS);
        System.out.println(
                "| layout | what | plain copy | native | Java | native ÷ Java | native ÷ copy |");
        System.out.println("|---|---|---|---|---|---|---|");
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
        float[] factors = new float[source.shape().getFirst().intValue()];
        Arrays.fill(factors, 0.5f);
        List<Task> tasks =
                List.of(
                        new Task("permute", true, kernels -> kernels.copy(source, f32, threads)),
                        new Task(
                                "and scale",
                                false,
                                kernels -> kernels.scale(source, f32, 0, factors, threads)),
                        new Task(
                                "and round to f16",
                                false,
                                kernels -> kernels.copy(source, f16, threads)),
                        new Task("hash", false, kernels -> kernels.hash(from, threads)));
        List<Runnable> contenders = new ArrayList<>();
        contenders.add(() -> copy(from, to, threads));
        for (Task task : tasks) {
            contenders.add(() -> task.work.accept(best));
            contenders.add(() -> task.work.accept(Kernels.java()));
        }
        double[] times = times(contenders, (int) Math.max(1, 20_000_000 / bytes));
        for (int i = 0; i < tasks.size(); i++) {
            double plain = bytes / 1e9 / times[0];
            double own = bytes / 1e9 / times[2 * i + 1];
            double twin = bytes / 1e9 / times[2 * i + 2];
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.1f | %.1f | %.1f | %s |%n",
                    i == 0 ? layout.name : "",
                    tasks.get(i).name,
                    plain,
                    own,
                    twin,
                    own / twin,
                    tasks.get(i).copies ? String.format(Locale.ROOT, "%.2f", own / plain) : "");
        }
    }

    /// What the C library does, in as many threads.
    private static void copy(MemorySegment from, MemorySegment to, int threads) {
        long part = (from.byteSize() + threads - 1) / threads;
        Crew.run(
                threads,
                threads,
                () ->
                        thread -> {
                            long begin = Math.min(thread * part, from.byteSize());
                            long length = Math.min(part, from.byteSize() - begin);
                            MemorySegment.copy(from, begin, to, begin, length);
                        });
    }

    /// The best time of each, in seconds. They run in turn, so that all see the same machine.
    private static double[] times(List<Runnable> contenders, int repeats) {
        double[] times = new double[contenders.size()];
        Arrays.fill(times, Double.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                for (int r = 0; r < repeats; r++) {
                    contenders.get(i).run();
                }
                times[i] = Math.min(times[i], (System.nanoTime() - start) / 1e9 / repeats);
            }
        }
        return times;
    }
}
