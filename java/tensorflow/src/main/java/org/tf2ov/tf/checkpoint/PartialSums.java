package org.tf2ov.tf.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.tf2ov.tf.wire.Crc32c;

/// Checksums of parts of a stretch that somebody read for another purpose. They are computed while
/// the bytes are still in the cache, which takes a fraction of reading them once more.
final class PartialSums {
    /// Smaller parts are not worth remembering.
    private static final long SMALL = 4096;

    /// A part, and its checksum.
    record Sum(long size, int crc) {}

    private final ConcurrentNavigableMap<Long, Sum> sums = new ConcurrentSkipListMap<>();

    /// @param at where in the stretch the bytes stand
    void add(long at, MemorySegment bytes) {
        if (bytes.byteSize() >= SMALL && !sums.containsKey(at)) {
            sums.put(at, new Sum(bytes.byteSize(), Crc32c.of(bytes)));
        }
    }

    /// The parts by where they begin, in order. They may overlap and leave gaps.
    Map<Long, Sum> parts() {
        return sums;
    }
}
