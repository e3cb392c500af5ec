package org.tf2ov.ov.ir;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.kernel.Chain;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Finds large constants that have the same content at different places of the sources.
///
/// Of most constants no more than their first bytes is looked at. Only those whose beginnings agree
/// are read, and they are compared byte by byte.
final class EqualConstants {
    private static final int BEGINNING = 64;
    private static final long PIECE = 256 << 10;

    /// What equal constants have in common before their bytes are looked at.
    private record Likeness(
            TensorType type,
            TensorType stored,
            List<Integer> order,
            int scaledAxis,
            ByteBuffer factors,
            ByteBuffer beginning) {}

    private final Map<Likeness, List<Weights>> known = new HashMap<>();

    /// The first constant that was asked for with this content, which may be the constant itself.
    Weights first(Weights weights) {
        Optional<Chain> chain = Chain.of(weights);
        if (chain.isEmpty()) {
            return weights;
        }
        Bytes bytes = chain.get().stored().bytes();
        List<Weights> alike =
                known.computeIfAbsent(likeness(weights, chain.get()), _ -> new ArrayList<>());
        for (Weights other : alike) {
            if (haveSameContent(bytes, Chain.of(other).orElseThrow().stored().bytes())) {
                return other;
            }
        }
        alike.add(weights);
        return weights;
    }

    private static Likeness likeness(Weights weights, Chain chain) {
        Bytes bytes = chain.stored().bytes();
        byte[] beginning = new byte[(int) Math.min(BEGINNING, bytes.size())];
        bytes.read(0, MemorySegment.ofArray(beginning));
        ByteBuffer factors = ByteBuffer.allocate(chain.factors().length * Float.BYTES);
        for (float factor : chain.factors()) {
            factors.putFloat(factor);
        }
        return new Likeness(
                weights.type(),
                chain.stored().type(),
                chain.order(),
                chain.scaledAxis(),
                factors.flip(),
                ByteBuffer.wrap(beginning));
    }

    private static boolean haveSameContent(Bytes a, Bytes b) {
        if (a.equals(b)) {
            return true;
        }
        long size = a.size();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ofA = arena.allocate(Math.min(size, PIECE), 64);
            MemorySegment ofB = arena.allocate(Math.min(size, PIECE), 64);
            for (long at = 0; at < size; at += PIECE) {
                long length = Math.min(PIECE, size - at);
                a.read(at, ofA.asSlice(0, length));
                b.read(at, ofB.asSlice(0, length));
                if (MemorySegment.mismatch(ofA, 0, length, ofB, 0, length) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
