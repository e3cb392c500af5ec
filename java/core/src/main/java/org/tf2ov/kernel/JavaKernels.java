package org.tf2ov.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.tf2ov.kernel.Plan.Axis;
import org.tf2ov.tensor.ElementType;

/// The kernels in Java: the specification of what the native ones write, and what runs where those
/// can't be had.
final class JavaKernels extends Kernels {
    static final JavaKernels INSTANCE = new JavaKernels();

    private static final ValueLayout.OfShort SHORT = littleEndian(ValueLayout.JAVA_SHORT_UNALIGNED);
    private static final ValueLayout.OfInt INT = littleEndian(ValueLayout.JAVA_INT_UNALIGNED);
    private static final ValueLayout.OfLong LONG = littleEndian(ValueLayout.JAVA_LONG_UNALIGNED);

    /// Elements of a row that a task takes at most.
    private static final int ROW = 32 * 1024;

    /// Elements along each side of a square that is transposed at once: 64 lines of cache, which is
    /// what fits.
    private static final int TILE = 64;

    /// Elements that go through a conversion together, step by step in the first cache.
    private static final int PIECE = 1024;

    private static final int INFINITY = 0x7f800000;
    private static final int QUIET_NAN = 0x7fc00000;

    private JavaKernels() {}

    @SuppressWarnings("unchecked")
    private static <L extends ValueLayout> L littleEndian(L layout) {
        return (L) layout.withOrder(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
        return "Java kernels";
    }

    /// Elements that follow each other at equal steps in each array.
    private record Run(
            long source,
            long sourceStep,
            long target,
            long targetStep,
            long factor,
            long factorStep) {
        Run after(long count) {
            return new Run(
                    source + count * sourceStep,
                    sourceStep,
                    target + count * targetStep,
                    targetStep,
                    factor + count * factorStep,
                    factorStep);
        }
    }

    /// What is done with a run of elements.
    private interface Move {
        void move(Run run, long count);
    }

    @Override
    Losses run(Copy copy, int threads) {
        if (!copy.converts()) {
            walk(copy, threads, mover(copy));
            return Losses.NONE;
        }
        LongAdder overflows = new LongAdder();
        LongAdder underflows = new LongAdder();
        walk(
                copy,
                threads,
                (run, count) -> {
                    Converter converter = new Converter(copy);
                    converter.convert(run, count);
                    overflows.add(converter.overflows);
                    underflows.add(converter.underflows);
                });
        return new Losses(overflows.sum(), underflows.sum());
    }

    /// Visits every element once. Where source and target are contiguous along different axes,
    /// small squares of those two are finished before the next is begun, so that lines of cache are
    /// used up.
    private static void walk(Copy copy, int threads, Move move) {
        Plan plan = copy.plan();
        if (plan.axes().isEmpty()) {
            move.move(
                    new Run(plan.sourceOffset(), 1, plan.targetOffset(), 1, plan.scaleOffset(), 0),
                    1);
            return;
        }
        Axis inner = plan.axes().getLast();
        List<Axis> outer = plan.axes().subList(0, plan.axes().size() - 1);
        int contiguous = inner.source() == 1 ? -1 : lastContiguousInSource(outer);
        Axis column = contiguous < 0 ? new Axis(1, 0, 0, 0) : outer.get(contiguous);
        List<Axis> others =
                contiguous < 0
                        ? outer
                        : Stream.concat(
                                        outer.subList(0, contiguous).stream(),
                                        outer.subList(contiguous + 1, outer.size()).stream())
                                .toList();
        int width = contiguous < 0 ? ROW : TILE;
        long rowTiles = (inner.length() + width - 1) / width;
        long columnTiles = (column.length() + TILE - 1) / TILE;
        long tasks =
                others.stream()
                        .mapToLong(Axis::length)
                        .reduce(columnTiles * rowTiles, (a, b) -> a * b);
        boolean shared = isShared(copy.source().bytes()) && isShared(copy.target().bytes());
        int crew =
                Crew.size(
                        shared ? threads : 1,
                        tasks,
                        plan.elements() * copy.target().type().bytes());
        Crew.run(
                crew,
                tasks,
                task -> {
                    long start = task % rowTiles * width;
                    long first = task / rowTiles % columnTiles * TILE;
                    long rest = task / rowTiles / columnTiles;
                    long source =
                            plan.sourceOffset() + start * inner.source() + first * column.source();
                    long target =
                            plan.targetOffset() + start * inner.target() + first * column.target();
                    long factor =
                            plan.scaleOffset() + start * inner.scale() + first * column.scale();
                    for (Axis axis : others.reversed()) {
                        long index = rest % axis.length();
                        rest /= axis.length();
                        source += index * axis.source();
                        target += index * axis.target();
                        factor += index * axis.scale();
                    }
                    long count = Math.min(width, inner.length() - start);
                    for (long c = 0; c < Math.min(TILE, column.length() - first); c++) {
                        move.move(
                                new Run(
                                        source + c * column.source(),
                                        inner.source(),
                                        target + c * column.target(),
                                        inner.target(),
                                        factor + c * column.scale(),
                                        inner.scale()),
                                count);
                    }
                });
    }

    private static int lastContiguousInSource(List<Axis> axes) {
        for (int i = axes.size() - 1; i >= 0; i--) {
            if (axes.get(i).source() == 1) {
                return i;
            }
        }
        return -1;
    }

    /// Whether other threads may read the segment.
    private static boolean isShared(MemorySegment segment) {
        return segment.isAccessibleBy(Stranger.THREAD);
    }

    private static final class Stranger {
        static final Thread THREAD = Thread.ofPlatform().unstarted(() -> {});
    }

    private static Move mover(Copy copy) {
        MemorySegment source = copy.source().bytes();
        MemorySegment target = copy.target().bytes();
        int bytes = copy.source().type().bytes();
        return (run, count) -> {
            if (run.sourceStep == 1 && run.targetStep == 1) {
                MemorySegment.copy(
                        source, run.source * bytes, target, run.target * bytes, count * bytes);
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
        for (long i = 0; i < count; i++) {
            target.set(
                    JAVA_BYTE,
                    run.target + i * run.targetStep,
                    source.get(JAVA_BYTE, run.source + i * run.sourceStep));
        }
    }

    private static void moveShorts(
            MemorySegment source, MemorySegment target, Run run, long count) {
        for (long i = 0; i < count; i++) {
            target.set(
                    SHORT,
                    2 * (run.target + i * run.targetStep),
                    source.get(SHORT, 2 * (run.source + i * run.sourceStep)));
        }
    }

    private static void moveInts(MemorySegment source, MemorySegment target, Run run, long count) {
        for (long i = 0; i < count; i++) {
            target.set(
                    INT,
                    4 * (run.target + i * run.targetStep),
                    source.get(INT, 4 * (run.source + i * run.sourceStep)));
        }
    }

    private static void moveLongs(MemorySegment source, MemorySegment target, Run run, long count) {
        for (long i = 0; i < count; i++) {
            target.set(
                    LONG,
                    8 * (run.target + i * run.targetStep),
                    source.get(LONG, 8 * (run.source + i * run.sourceStep)));
        }
    }

    /// Takes runs of numbers through f32, by its bits because arithmetic doesn't say what becomes
    /// of those of a NaN.
    private static final class Converter {
        private final Copy copy;
        private final int[] bits = new int[PIECE];
        private long overflows;
        private long underflows;

        Converter(Copy copy) {
            this.copy = copy;
        }

        void convert(Run run, long count) {
            for (long done = 0; done < count; done += PIECE) {
                Run piece = run.after(done);
                int length = (int) Math.min(PIECE, count - done);
                widen(piece, length);
                if (copy.scale().isPresent()) {
                    scale(copy.scale().get().factors(), piece, length);
                }
                narrow(piece, length);
            }
        }

        private void widen(Run run, int count) {
            MemorySegment source = copy.source().bytes();
            ElementType type = copy.source().type();
            for (int i = 0; i < count; i++) {
                long at = run.source + i * run.sourceStep;
                bits[i] =
                        switch (type) {
                            case F16 -> fromF16(source.get(SHORT, 2 * at));
                            case BF16 -> source.get(SHORT, 2 * at) << 16;
                            case F32 -> source.get(INT, 4 * at);
                            case F64 -> fromF64(source.get(LONG, 8 * at));
                            default -> throw new AssertionError(type);
                        };
            }
        }

        private void scale(float[] factors, Run run, int count) {
            for (int i = 0; i < count; i++) {
                float value = Float.intBitsToFloat(bits[i]);
                float factor = factors[(int) (run.factor + i * run.factorStep)];
                float product = value * factor;
                overflows +=
                        Float.isFinite(value) && Float.isFinite(factor) && Float.isInfinite(product)
                                ? 1
                                : 0;
                underflows += value != 0 && factor != 0 && product == 0 ? 1 : 0;
                bits[i] = Float.floatToIntBits(product);
            }
        }

        private void narrow(Run run, int count) {
            MemorySegment target = copy.target().bytes();
            ElementType type = copy.target().type();
            for (int i = 0; i < count; i++) {
                long at = run.target + i * run.targetStep;
                switch (type) {
                    case F16 -> target.set(SHORT, 2 * at, toF16(bits[i]));
                    case BF16 -> target.set(SHORT, 2 * at, toBf16(bits[i]));
                    case F32 -> target.set(INT, 4 * at, bits[i]);
                    default -> throw new AssertionError(type);
                }
            }
        }

        private static int fromF16(short half) {
            float value = Float.float16ToFloat(half);
            return Float.isNaN(value)
                    ? (half & 0x8000) << 16 | QUIET_NAN | (half & 0x3ff) << 13
                    : Float.floatToRawIntBits(value);
        }

        private int fromF64(long wide) {
            double value = Double.longBitsToDouble(wide);
            if (Double.isNaN(value)) {
                return (int) (wide >>> 32) & 0x80000000
                        | QUIET_NAN
                        | (int) (wide >>> 29) & 0x7fffff;
            }
            float rounded = (float) value;
            overflows += Double.isFinite(value) && Float.isInfinite(rounded) ? 1 : 0;
            underflows += value != 0 && rounded == 0 ? 1 : 0;
            return Float.floatToRawIntBits(rounded);
        }

        private short toF16(int word) {
            float value = Float.intBitsToFloat(word);
            if (Float.isNaN(value)) {
                return (short) (word >>> 16 & 0x8000 | 0x7e00 | word >>> 13 & 0x3ff);
            }
            short half = Float.floatToFloat16(value);
            overflows += Float.isFinite(value) && (half & 0x7fff) == 0x7c00 ? 1 : 0;
            underflows += value != 0 && (half & 0x7fff) == 0 ? 1 : 0;
            return half;
        }

        private short toBf16(int word) {
            if ((word & 0x7fffffff) > INFINITY) {
                return (short) (word >>> 16 | 0x40);
            }
            // Half a step less one, and one more if the last bit that stays is odd: ties go to
            // even.
            int rounded = word + 0x7fff + (word >>> 16 & 1) >>> 16;
            overflows += (word & INFINITY) != INFINITY && (rounded & 0x7fff) == 0x7f80 ? 1 : 0;
            underflows += (word & 0x7fffffff) != 0 && (rounded & 0x7fff) == 0 ? 1 : 0;
            return (short) rounded;
        }
    }

    @Override
    long hashOf(MemorySegment bytes, int threads) {
        return ContentHash.of(bytes, isShared(bytes) ? threads : 1);
    }
}
