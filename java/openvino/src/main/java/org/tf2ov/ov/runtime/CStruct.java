package org.tf2ov.ov.runtime;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;

/// Lays out structures as C does. On its own, because the layouts have to be there before
/// [OpenVino] is.
final class CStruct {
    private CStruct() {}

    /// Members with the padding that C puts between them.
    static StructLayout of(MemoryLayout... members) {
        List<MemoryLayout> padded = new ArrayList<>();
        long end = 0;
        long alignment = 1;
        for (MemoryLayout member : members) {
            end = pad(padded, end, member.byteAlignment());
            padded.add(member);
            end += member.byteSize();
            alignment = Math.max(alignment, member.byteAlignment());
        }
        pad(padded, end, alignment);
        return MemoryLayout.structLayout(padded.toArray(MemoryLayout[]::new));
    }

    private static long pad(List<MemoryLayout> members, long end, long alignment) {
        long padding = -end & (alignment - 1);
        if (padding > 0) {
            members.add(MemoryLayout.paddingLayout(padding));
        }
        return end + padding;
    }
}
