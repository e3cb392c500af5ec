package org.tf2ov.tf.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tf.wire.Crc32c;

/// Bytes of a file that a checksum speaks for.
///
/// @param crc what the checksum should be
record Stretch(MappedFile file, long offset, long size, int crc) {
    /// Longer stretches are summed in pieces, so that one large tensor occupies every core.
    private static final long PIECE = 8 << 20;

    /// What is read at once; it stays in the cache of a core while it is summed.
    private static final int BUFFER = 256 << 10;

    /// Less than this isn't worth a second thread.
    private static final long WORTH_THREADS = 8 << 20;

    private record Piece(int stretch, long offset, long size) {}

    /// Sums stretches on all cores, and tells which are damaged.
    ///
    /// The files are read and not looked at through their mapping: pages of a mapping count as
    /// memory of the process, and the large ones of a checkpoint would be all there is.
    ///
    /// @return the indices of the damaged ones, in order
    static List<Integer> damaged(List<Stretch> stretches) {
        List<Piece> pieces = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            bytes += stretch.size;
            for (long at = 0; at < stretch.size; at += PIECE) {
                pieces.add(new Piece(i, stretch.offset + at, Math.min(PIECE, stretch.size - at)));
            }
        }
        int[] sums = new int[pieces.size()];
        if (bytes < WORTH_THREADS) {
            sum(stretches, pieces, 0, pieces.size(), sums);
        } else {
            int[] ends = ends(pieces);
            IntStream.range(0, ends.length)
                    .parallel()
                    .forEach(batch ->
                            sum(
                                    stretches,
                                    pieces,
                                    batch == 0 ? 0 : ends[batch - 1],
                                    ends[batch],
                                    sums));
        }
        return compare(stretches, pieces, sums);
    }

    /// Cuts the list so that each batch has about as many bytes as the others.
    private static int[] ends(List<Piece> pieces) {
        List<Integer> ends = new ArrayList<>();
        long inBatch = 0;
        for (int i = 0; i < pieces.size(); i++) {
            inBatch += pieces.get(i).size;
            if (inBatch >= PIECE || i == pieces.size() - 1) {
                ends.add(i + 1);
                inBatch = 0;
            }
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void sum(
            List<Stretch> stretches, List<Piece> pieces, int from, int to, int[] sums) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER, 64);
            CRC32C crc = new CRC32C();
            for (int i = from; i < to; i++) {
                Piece piece = pieces.get(i);
                crc.reset();
                for (long at = 0; at < piece.size; at += BUFFER) {
                    MemorySegment part = buffer.asSlice(0, Math.min(BUFFER, piece.size - at));
                    stretches.get(piece.stretch).file.read(piece.offset + at, part);
                    crc.update(part.asByteBuffer());
                }
                sums[i] = (int) crc.getValue();
            }
        }
    }

    private static List<Integer> compare(List<Stretch> stretches, List<Piece> pieces, int[] sums) {
        List<Integer> damaged = new ArrayList<>();
        int piece = 0;
        for (int i = 0; i < stretches.size(); i++) {
            int crc = 0;
            for (; piece < pieces.size() && pieces.get(piece).stretch == i; piece++) {
                crc = Crc32c.join(crc, sums[piece], pieces.get(piece).size);
            }
            if (crc != stretches.get(i).crc) {
                damaged.add(i);
            }
        }
        return damaged;
    }
}
