package org.tf2ov.ov.ir;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Memory that one thread reads into and writes from. It is kept from piece to piece: fresh memory
/// costs as much as the work that is done in it.
final class Workspace {
    /// Up to this size there is always room at once.
    static final int PIECE = 2 << 20;

    private static final int ALIGNMENT = 64;

    private final Arena arena;
    private MemorySegment in = MemorySegment.NULL;
    private MemorySegment out = MemorySegment.NULL;

    /// @param arena what the memory lives as long as
    Workspace(Arena arena) {
        this.arena = arena;
    }

    /// Room for stored bytes. What was in it is lost.
    MemorySegment in(long bytes) {
        if (in.byteSize() < bytes) {
            in = room(bytes);
        }
        return in.asSlice(0, bytes);
    }

    /// Room for results. What was in it is lost.
    MemorySegment out(long bytes) {
        if (out.byteSize() < bytes) {
            out = room(bytes);
        }
        return out.asSlice(0, bytes);
    }

    /// An arena fills its memory with zeros in a loop of Java, which the JVM has not compiled yet
    /// when it writes a small model: 16 MB took 50 ms. A buffer is filled natively; it is given
    /// back by the collector, which small ones may wait for.
    private MemorySegment room(long bytes) {
        if (bytes > PIECE) {
            return arena.allocate(bytes, ALIGNMENT);
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE + ALIGNMENT);
        return MemorySegment.ofBuffer(buffer.alignedSlice(ALIGNMENT)).asSlice(0, PIECE);
    }
}
