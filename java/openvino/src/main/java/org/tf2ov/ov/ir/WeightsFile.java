package org.tf2ov.ov.ir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.kernel.Crew;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.kernel.WeightsEvaluator;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// The layout of a `.bin`: where each constant stands. Equal constants stand once.
///
/// Nothing large is evaluated until one of the `write` methods fills the target in one pass over
/// the sources.
final class WeightsFile {
    /// Large constants start at a cache line, so that the runtime can use them where they are
    /// mapped.
    private static final long ALIGNMENT = 64;

    private static final long LARGE = 1024;

    /// Up to this size constants are evaluated and compared by what comes out; beyond it, by what
    /// goes in and what is done with it.
    private static final long COMPARED = 16 << 10;

    /// A constant and its offset in the file.
    record Place(Weights weights, long offset) {
        long bytes() {
            return weights.type().bytes();
        }

        long end() {
            return offset + bytes();
        }
    }

    private final Map<Weights, Long> offsets = new HashMap<>();
    private final WeightsEvaluator small = new WeightsEvaluator(Kernels.best(), Bytes::segment);

    /// Where small constants are evaluated; the native kernels don't write to the Java heap.
    private final MemorySegment scratch = Arena.ofAuto().allocate(COMPARED, 64);

    private final EqualConstants large = new EqualConstants();
    private final List<Place> places = new ArrayList<>();
    private long size;

    /// Reserves room for a constant, or finds the room of an equal one.
    ///
    /// @return the offset in bytes
    long place(Weights weights) {
        return offsets.computeIfAbsent(
                contents(weights),
                any -> {
                    long bytes = weights.type().bytes();
                    long unit = bytes >= LARGE ? ALIGNMENT : 8;
                    Place place = new Place(weights, (size + unit - 1) / unit * unit);
                    places.add(place);
                    size = place.end();
                    return place.offset();
                });
    }

    /// What tells whether constants are equal.
    private Weights contents(Weights weights) {
        long bytes = weights.type().bytes();
        if (bytes > COMPARED) {
            return offsets.containsKey(weights) ? weights : large.first(weights);
        }
        if (weights instanceof Weights.Stored(Bytes.InMemory _, TensorType _)) {
            return weights;
        }
        byte[] content = new byte[(int) bytes];
        MemorySegment result = scratch.asSlice(0, bytes);
        small.evaluate(weights, result);
        MemorySegment.ofArray(content).copyFrom(result);
        return new Weights.Stored(new Bytes.InMemory(content), weights.type());
    }

    /// The number of bytes reserved so far.
    long size() {
        return size;
    }

    /// Evaluates all constants into memory.
    ///
    /// @param target at least [#size] bytes, all zero
    void write(MemorySegment target, Kernels kernels, int threads) {
        WeightsEvaluator evaluator = new WeightsEvaluator(kernels, Bytes::segment);
        Crew.run(
                Math.min(threads, places.size()),
                places.size(),
                () ->
                        task -> {
                            Place place = places.get((int) task);
                            evaluator.evaluate(
                                    place.weights(), target.asSlice(place.offset(), place.bytes()));
                        });
    }

    /// Evaluates all constants into a file that is empty.
    void write(FileChannel target, Kernels kernels, int threads) throws IOException {
        new WeightsStream(target, kernels).write(places, threads);
    }
}
