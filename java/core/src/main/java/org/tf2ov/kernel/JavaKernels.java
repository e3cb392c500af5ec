package org.tf2ov.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.tf2ov.kernel.Tiles.Run;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.Quantization;

/// The kernels in Java: the specification of what the native ones write, and what runs where those
/// can't be had.
final class JavaKernels extends Kernels {
    static final JavaKernels INSTANCE = new JavaKernels();

    private JavaKernels() {}

    @Override
    public String toString() {
        return "Java kernels";
    }

    @Override
    Losses run(Copy copy, int threads) {
        Tiles tiles = Tiles.of(copy.plan());
        boolean shared = isShared(copy.source().bytes()) && isShared(copy.target().bytes());
        long bytes = copy.plan().elements() * copy.target().type().bytes();
        int crew = Crew.size(shared ? threads : 1, tiles.tasks(), bytes);
        if (!copy.converts()) {
            Tiles.Visitor mover = mover(copy);
            Crew.run(crew, tiles.tasks(), () -> task -> tiles.visit(task, mover));
            return Losses.NONE;
        }
        LongAdder overflows = new LongAdder();
        LongAdder underflows = new LongAdder();
        Crew.run(
                crew,
                tiles.tasks(),
                () -> {
                    Converter converter = new Converter(copy);
                    return task -> {
                        tiles.visit(task, converter);
                        Losses losses = converter.takeLosses();
                        overflows.add(losses.overflows());
                        underflows.add(losses.underflows());
                    };
                });
        return new Losses(overflows.sum(), underflows.sum());
    }

    @Override
    void quantizeChecked(
            MemorySegment source,
            MemorySegment target,
            long outer,
            List<Quantization> channels,
            long inner) {
        long at = 0;
        for (long i = 0; i < outer; i++) {
            for (Quantization channel : channels) {
                for (long end = at + inner; at < end; at++) {
                    float x = source.get(Elements.FLOAT, 4 * at);
                    target.set(JAVA_BYTE, at, (byte) channel.whole(x));
                }
            }
        }
    }

    @Override
    long hashOf(MemorySegment bytes, int threads) {
        return ContentHash.of(bytes, isShared(bytes) ? threads : 1);
    }

    /// Java has no means to ask for it.
    @Override
    public void reserve(Path file, long bytes) {}

    /// Whether other threads may read the segment.
    private static boolean isShared(MemorySegment segment) {
        return segment.isAccessibleBy(Stranger.THREAD);
    }

    private static final class Stranger {
        static final Thread THREAD = Thread.ofPlatform().unstarted(() -> {});
    }

    /// Moves elements whose bytes stay as they are.
    private static Tiles.Visitor mover(Copy copy) {
        MemorySegment source = copy.source().bytes();
        MemorySegment target = copy.target().bytes();
        int bytes = copy.source().type().bytes();
        return (run, count) -> {
            if (run.sourceStep() == 1 && run.targetStep() == 1) {
                MemorySegment.copy(
                        source, run.source() * bytes, target, run.target() * bytes, count * bytes);
                return;
            }
            switch (bytes) {
                case 1 -> moveBytes(source, target, run, count);
                case 2 -> moveShorts(source, target, run, count);
                case 4 -> moveInts(source, target, run, count);
                default -> moveLongs(source, target, run, count);
            }
        };
    }

    private static void moveBytes(MemorySegment source, MemorySegment target, Run run, long count) {
        long from = run.source();
        long to = run.target();
        for (long i = 0; i < count; i++, from += run.sourceStep(), to += run.targetStep()) {
            target.set(JAVA_BYTE, to, source.get(JAVA_BYTE, from));
        }
    }

    private static void moveShorts(
            MemorySegment source, MemorySegment target, Run run, long count) {
        long from = run.source();
        long to = run.target();
        for (long i = 0; i < count; i++, from += run.sourceStep(), to += run.targetStep()) {
            target.set(JAVA_SHORT_UNALIGNED, 2 * to, source.get(JAVA_SHORT_UNALIGNED, 2 * from));
        }
    }

    private static void moveInts(MemorySegment source, MemorySegment target, Run run, long count) {
        long from = run.source();
        long to = run.target();
        for (long i = 0; i < count; i++, from += run.sourceStep(), to += run.targetStep()) {
            target.set(JAVA_INT_UNALIGNED, 4 * to, source.get(JAVA_INT_UNALIGNED, 4 * from));
        }
    }

    private static void moveLongs(MemorySegment source, MemorySegment target, Run run, long count) {
        long from = run.source();
        long to = run.target();
        for (long i = 0; i < count; i++, from += run.sourceStep(), to += run.targetStep()) {
            target.set(JAVA_LONG_UNALIGNED, 8 * to, source.get(JAVA_LONG_UNALIGNED, 8 * from));
        }
    }
}
