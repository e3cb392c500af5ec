package org.tf2ov.ov.ir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.kernel.Chain;
import org.tf2ov.kernel.Crew;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.kernel.WeightsEvaluator;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Writes constants to a file with little memory: sources are read in pieces that stay in a core's
/// cache, results are put together in a few megabytes and written at once.
///
/// The file is written with ordinary writes and not through a mapping: a full disk is then an
/// exception and not the end of the process, and the pages of large weights do not count as memory
/// of the process. For the same reasons sources are read and not looked at where they are mapped.
final class WeightsStream {
    /// More threads than this only wait for each other: the system lets one write into a file at a
    /// time.
    private static final int MOST_THREADS = 8;

    /// How much memory for results all threads may have together: a share of what is written, and
    /// never more than so many bytes each.
    private static final int SHARE = 5;

    private static final long MOST_ROOM = 48 << 20;

    /// Neighbours are evaluated together up to this size, and written at once.
    private static final long GROUP = 1 << 20;

    /// What is read at once.
    private static final long PIECE = 512 << 10;

    /// What is read from one place of a source, if room allows: smaller reads cost more for the
    /// call than for the bytes.
    private static final long WORTH_READING = 64 << 10;

    /// What one task copies, of bytes that stay as they are.
    private static final long COPIED = 8 << 20;

    /// What is written at once. The system takes memory for it in one piece. Large pieces are those
    /// that a virtual machine has given back to its host, and getting them again takes three times
    /// as long as all the rest: 2.5 GB took 1.7 s this way, and 3.4 s when they were written by 40
    /// MB.
    private static final long CHUNK = 256 << 10;

    /// Stored bytes below this size are looked at where they are mapped.
    private static final long SMALL = 4096;

    private final FileChannel target;
    private final Kernels kernels;

    WeightsStream(FileChannel target, Kernels kernels) {
        this.target = target;
        this.kernels = kernels;
    }

    /// A piece of the work.
    @FunctionalInterface
    private interface Task {
        void run(Workspace workspace);
    }

    /// @param places in the order of their offsets
    void write(List<WeightsFile.Place> places, int threads) throws IOException {
        long size = places.isEmpty() ? 0 : places.getLast().end();
        int crew = Math.min(threads, MOST_THREADS);
        write(places, crew, Math.clamp(size / SHARE / crew, GROUP, MOST_ROOM), PIECE);
    }

    /// @param room bytes of results that a thread may put together
    /// @param read bytes of a source that are read at once
    void write(List<WeightsFile.Place> places, int threads, long room, long read)
            throws IOException {
        List<Task> tasks = new ArrayList<>();
        List<WeightsFile.Place> group = new ArrayList<>();
        long grouped = Math.min(room, GROUP);
        for (WeightsFile.Place place : places) {
            if (!group.isEmpty() && place.end() - group.getFirst().offset() > grouped) {
                addGroup(tasks, group);
            }
            if (place.bytes() > grouped) {
                addLarge(tasks, place, room, read);
            } else {
                group.add(place);
            }
        }
        addGroup(tasks, group);
        try (Arena arena = Arena.ofShared()) {
            Crew.run(
                    Math.min(threads, tasks.size()),
                    tasks.size(),
                    () -> {
                        Workspace workspace = new Workspace(arena);
                        return task -> tasks.get((int) task).run(workspace);
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void addGroup(List<Task> tasks, List<WeightsFile.Place> group) {
        if (!group.isEmpty()) {
            List<WeightsFile.Place> places = List.copyOf(group);
            tasks.add(workspace -> writeGroup(places, workspace));
            group.clear();
        }
    }

    private void addLarge(List<Task> tasks, WeightsFile.Place place, long room, long read) {
        Optional<Chain> chain = Chain.of(place.weights());
        if (chain.isEmpty()) {
            tasks.add(workspace -> writeAlone(place, workspace));
        } else if (chain.get().isCopy()) {
            Bytes bytes = chain.get().stored().bytes();
            for (long at = 0; at < place.bytes(); at += COPIED) {
                long from = at;
                long length = Math.min(COPIED, place.bytes() - at);
                tasks.add(workspace -> copy(bytes, from, length, read, place.offset(), workspace));
            }
        } else {
            Blocks blocks = new Blocks(chain.get(), room, read, Math.min(WORTH_READING, read));
            for (long at = 0; at < blocks.length(); at += blocks.step()) {
                long from = at;
                tasks.add(workspace -> blocks.write(from, place.offset(), workspace, this));
            }
        }
    }

    private void writeGroup(List<WeightsFile.Place> places, Workspace workspace) {
        long begin = places.getFirst().offset();
        long end = places.getLast().end();
        MemorySegment buffer = workspace.out(end - begin);
        long done = begin;
        for (WeightsFile.Place place : places) {
            buffer.asSlice(done - begin, place.offset() - done).fill((byte) 0);
            evaluate(place, buffer.asSlice(place.offset() - begin, place.bytes()), workspace);
            done = place.end();
        }
        write(buffer, begin);
    }

    /// For what can't be taken apart.
    private void writeAlone(WeightsFile.Place place, Workspace workspace) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(place.bytes(), 64);
            evaluate(place, buffer, workspace);
            write(buffer, place.offset());
        }
    }

    private void evaluate(WeightsFile.Place place, MemorySegment into, Workspace workspace) {
        if (place.weights() instanceof Weights.Stored(Bytes bytes, TensorType _)) {
            bytes.read(0, into);
            return;
        }
        new WeightsEvaluator(kernels, bytes -> read(bytes, workspace))
                .evaluate(place.weights(), into);
    }

    /// An expression has one source, so that there is room for it.
    private static MemorySegment read(Bytes bytes, Workspace workspace) {
        if (bytes.size() < SMALL || bytes instanceof Bytes.InMemory) {
            return bytes.segment();
        }
        MemorySegment buffer = workspace.in(bytes.size());
        bytes.read(0, buffer);
        return buffer;
    }

    /// Reads and writes in pieces, while they are in the cache. With room reserved for the target
    /// this takes less time than letting the system copy from file to file, which it does page by
    /// page.
    private void copy(
            Bytes bytes, long from, long length, long read, long offset, Workspace workspace) {
        for (long done = 0; done < length; done += read) {
            MemorySegment piece = workspace.in(Math.min(read, length - done));
            bytes.read(from + done, piece);
            write(piece, offset + from + done);
        }
    }

    Kernels kernels() {
        return kernels;
    }

    /// Writes memory at an offset of the file.
    void write(MemorySegment bytes, long offset) {
        ByteBuffer buffer = bytes.asByteBuffer();
        long end = offset + bytes.byteSize();
        try {
            for (long at = offset; at < end; at = offset + buffer.position()) {
                long next = Math.min((at / CHUNK + 1) * CHUNK, end);
                buffer.limit((int) (next - offset));
                target.write(buffer, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
