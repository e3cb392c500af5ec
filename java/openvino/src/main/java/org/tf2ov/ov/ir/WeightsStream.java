package org.tf2ov.ov.ir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.kernel.StridedArray;
import org.tf2ov.kernel.WeightsEvaluator;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Writes constants to a file with little memory: sources are read and results written in pieces of
/// some megabytes.
///
/// The file is written with ordinary writes and not through a mapping: a full disk is then an
/// exception and not the end of the process, and the pages of large weights do not count as memory
/// of the process.
final class WeightsStream {
    /// A constant larger than this is evaluated in blocks.
    private static final long BLOCK = 16 << 20;

    /// Smaller neighbours are evaluated together up to this size, and written at once.
    private static final long GROUP = 4 << 20;

    /// Stored bytes below this size are looked at where they are mapped.
    private static final long SMALL = 4096;

    private final FileChannel target;
    private final Kernels kernels;

    WeightsStream(FileChannel target, Kernels kernels) {
        this.target = target;
        this.kernels = kernels;
    }

    /// @param places in the order of their offsets
    void write(List<WeightsFile.Place> places, int threads) throws IOException {
        List<Runnable> tasks = new ArrayList<>();
        List<WeightsFile.Place> group = new ArrayList<>();
        for (WeightsFile.Place place : places) {
            boolean full = !group.isEmpty() && place.end() - group.getFirst().offset() > GROUP;
            if (full) {
                addGroup(tasks, group);
            }
            if (place.bytes() > GROUP) {
                addGroup(tasks, group);
                addLarge(tasks, place);
            } else {
                group.add(place);
            }
        }
        addGroup(tasks, group);
        try {
            Crew.run(threads, tasks, Runnable::run);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void addGroup(List<Runnable> tasks, List<WeightsFile.Place> group) {
        if (!group.isEmpty()) {
            List<WeightsFile.Place> places = List.copyOf(group);
            tasks.add(() -> writeGroup(places));
            group.clear();
        }
    }

    private void addLarge(List<Runnable> tasks, WeightsFile.Place place) {
        if (place.weights() instanceof Weights.Stored(Bytes bytes, TensorType _)) {
            for (long at = 0; at < place.bytes(); at += BLOCK) {
                long from = at;
                long length = Math.min(BLOCK, place.bytes() - at);
                tasks.add(() -> copy(bytes, from, place.offset() + from, length));
            }
        } else if (place.bytes() > BLOCK && Blocks.canSplit(place.weights())) {
            Blocks blocks = new Blocks(place.weights(), BLOCK);
            for (long at = 0; at < blocks.length(); at += blocks.step()) {
                long from = at;
                tasks.add(() -> blocks.write(from, place.offset(), this));
            }
        } else {
            tasks.add(() -> writeGroup(List.of(place)));
        }
    }

    private void writeGroup(List<WeightsFile.Place> places) {
        long begin = places.getFirst().offset();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(places.getLast().end() - begin, 64);
            for (WeightsFile.Place place : places) {
                MemorySegment slice = buffer.asSlice(place.offset() - begin, place.bytes());
                if (place.weights() instanceof Weights.Stored(Bytes bytes, TensorType _)) {
                    bytes.read(0, slice);
                } else {
                    try (Arena sources = Arena.ofConfined()) {
                        new WeightsEvaluator(kernels, bytes -> read(bytes, sources))
                                .evaluate(place.weights(), slice);
                    }
                }
            }
            write(buffer, begin);
        }
    }

    private void copy(Bytes bytes, long from, long to, long length) {
        if (bytes instanceof Bytes.InFile(MappedFile file, long offset, long _)) {
            try {
                file.copy(offset + from, length, target, to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(length, 64);
            bytes.read(from, buffer);
            write(buffer, to);
        }
    }

    private static MemorySegment read(Bytes bytes, Arena arena) {
        if (bytes.size() < SMALL || bytes instanceof Bytes.InMemory) {
            return bytes.segment();
        }
        MemorySegment buffer = arena.allocate(bytes.size(), 64);
        bytes.read(0, buffer);
        return buffer;
    }

    /// Writes memory at an offset of the file.
    void write(MemorySegment bytes, long offset) {
        ByteBuffer buffer = bytes.asByteBuffer();
        try {
            while (buffer.hasRemaining()) {
                target.write(buffer, offset + buffer.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A large constant that is permuted, evaluated in ranges of one axis.
    ///
    /// Of a range, the source holds some runs of bytes, one for each index in front of the axis,
    /// and so does the target, where the axis stands elsewhere. The axis is chosen so that both
    /// have few runs.
    private final class Blocks {
        private final Weights.Stored stored;
        private final List<Integer> order;
        private final int scaledAxis;
        private final float[] factors;
        private final long[] from;
        private final long[] to;
        private final int axis;
        private final int place;
        private final long step;

        static boolean canSplit(Weights weights) {
            return switch (weights) {
                case Weights.Permuted(Weights.Stored stored, List<Integer> order) ->
                        stored.type().element().isWholeBytes()
                                && order.size() <= StridedArray.MAX_RANK;
                case Weights.Scaled(Weights inner, int _, List<Float> _) ->
                        inner instanceof Weights.Permuted && canSplit(inner);
                default -> false;
            };
        }

        Blocks(Weights weights, long bytes) {
            Weights.Permuted permuted;
            if (weights instanceof Weights.Scaled(Weights inner, int scaled, List<Float> list)) {
                permuted = (Weights.Permuted) inner;
                scaledAxis = scaled;
                factors = new float[list.size()];
                for (int i = 0; i < factors.length; i++) {
                    factors[i] = list.get(i);
                }
            } else {
                permuted = (Weights.Permuted) weights;
                scaledAxis = -1;
                factors = new float[0];
            }
            stored = (Weights.Stored) permuted.inner();
            order = permuted.order();
            from = stored.type().shape().toArray();
            to = permuted.type().shape().toArray();
            axis = bestAxis();
            place = order.indexOf(axis);
            long perIndex = stored.type().bytes() / from[axis];
            step = Math.max(1, bytes / perIndex);
        }

        private int bestAxis() {
            int best = 0;
            for (int i = 1; i < from.length; i++) {
                if (runs(i) < runs(best)) {
                    best = i;
                }
            }
            return best;
        }

        /// The runs of the whole constant if it is cut along an axis; an axis too short to cut is
        /// no choice.
        private long runs(int candidate) {
            long perIndex = stored.type().bytes() / Math.max(from[candidate], 1);
            if (perIndex > 2 * BLOCK) {
                return Long.MAX_VALUE;
            }
            long blocks = (stored.type().bytes() + BLOCK - 1) / BLOCK;
            return blocks * (before(from, candidate) + before(to, order.indexOf(candidate)));
        }

        long length() {
            return from[axis];
        }

        long step() {
            return step;
        }

        void write(long first, long offset, WeightsStream stream) {
            long count = Math.min(step, from[axis] - first);
            long bytes = stored.type().bytes() / from[axis] * count;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment in = arena.allocate(bytes, 64);
                MemorySegment out = arena.allocate(bytes, 64);
                int size = stored.type().element().bytes();
                long run = count * behind(from, axis) * size;
                long stride = from[axis] * behind(from, axis) * size;
                long start = first * behind(from, axis) * size;
                for (long i = 0; i < before(from, axis); i++) {
                    stored.bytes().read(start + i * stride, in.asSlice(i * run, run));
                }
                evaluate(first, count, in, out);
                run = count * behind(to, place) * size;
                stride = to[place] * behind(to, place) * size;
                start = offset + first * behind(to, place) * size;
                for (long i = 0; i < before(to, place); i++) {
                    stream.write(out.asSlice(i * run, run), start + i * stride);
                }
            }
        }

        private void evaluate(long first, long count, MemorySegment in, MemorySegment out) {
            var element = stored.type().element();
            StridedArray source =
                    StridedArray.dense(in, element, with(from, axis, count))
                            .permute(order.stream().mapToInt(Integer::intValue).toArray());
            StridedArray result = StridedArray.dense(out, element, with(to, place, count));
            if (scaledAxis < 0) {
                kernels.copy(source, result, 1);
            } else {
                float[] own =
                        scaledAxis == place
                                ? java.util.Arrays.copyOfRange(
                                        factors, (int) first, (int) (first + count))
                                : factors;
                kernels.scale(source, result, scaledAxis, own, 1);
            }
        }

        private static long before(long[] shape, int axis) {
            long product = 1;
            for (int i = 0; i < axis; i++) {
                product *= shape[i];
            }
            return product;
        }

        private static long behind(long[] shape, int axis) {
            long product = 1;
            for (int i = axis + 1; i < shape.length; i++) {
                product *= shape[i];
            }
            return product;
        }

        private static long[] with(long[] shape, int axis, long length) {
            long[] other = shape.clone();
            other[axis] = length;
            return other;
        }
    }
}
