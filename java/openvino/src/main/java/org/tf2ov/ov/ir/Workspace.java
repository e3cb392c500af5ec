package org.tf2ov.ov.ir;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory that one thread reads into and writes from. It is kept from piece to piece: fresh memory
/// costs as much as the work that is done in it.
final class Workspace {
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
            in = arena.allocate(bytes, 64);
        }
        return in.asSlice(0, bytes);
    }

    /// Room for results. What was in it is lost.
    MemorySegment out(long bytes) {
        if (out.byteSize() < bytes) {
            out = arena.allocate(bytes, 64);
        }
        return out.asSlice(0, bytes);
    }
}
