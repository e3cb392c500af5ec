package org.tf2ov.tf.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.tf2ov.kernel.Crew;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tf.wire.Crc32c;

/// Bytes of a file that a checksum speaks for.
///
/// @param crc what the checksum should be
/// @param known what has been summed already
record Stretch(MappedFile file, long offset, long size, int crc, PartialSums known) {
    /// Longer stretches are summed in pieces, so that one large tensor occupies every core.
    private static final long PIECE = 8 << 20;

    /// What is read at once; it stays in the cache of a core while it is summed.
    private static final int BUFFER = 256 << 10;

    /// Less than this isn't worth a second thread.
    private static final long WORTH_THREADS = 8 << 20;

    Stretch(MappedFile file, long offset, long size, int crc) {
        this(file, offset, size, crc, new PartialSums());
    }

    /// A part of a stretch that is still to be summed, or has been.
    private static final class Piece {
        private final Stretch stretch;
        private final long at;
        private final long size;
        private final boolean isKnown;
        private int crc;

        private Piece(Stretch stretch, long at, long size, boolean isKnown, int crc) {
            this.stretch = stretch;
            this.at = at;
            this.size = size;
            this.isKnown = isKnown;
            this.crc = crc;
        }
    }

    /// From now on, what is read of the files is summed on the way. Those who read hand on whatever
    /// they like, in any order and on any thread.
    static void watch(List<Stretch> stretches) {
        Map<MappedFile, List<Stretch>> byFile = new LinkedHashMap<>();
        for (Stretch stretch : stretches) {
            byFile.computeIfAbsent(stretch.file, _ -> new ArrayList<>()).add(stretch);
        }
        byFile.forEach((file, own) -> {
            TreeMap<Long, Stretch> byOffset = new TreeMap<>();
            own.forEach(stretch -> byOffset.put(stretch.offset, stretch));
            file.watch((offset, bytes) -> {
                Map.Entry<Long, Stretch> before = byOffset.floorEntry(offset);
                if (before != null) {
                    Stretch stretch = before.getValue();
                    if (offset + bytes.byteSize() <= stretch.offset + stretch.size) {
                        stretch.known.add(offset - stretch.offset, bytes);
                    }
                }
            });
        });
    }

    /// Sums what is not known of stretches, on all cores, and tells which are damaged.
    ///
    /// The files are read and not looked at through their mapping: pages of a mapping count as
    /// memory of the process, and the large ones of a checkpoint would be all there is.
    ///
    /// @return the indices of the damaged ones, in order
    static List<Integer> damaged(List<Stretch> stretches) {
        List<List<Piece>> all = new ArrayList<>();
        List<Piece> unknown = new ArrayList<>();
        for (Stretch stretch : stretches) {
            List<Piece> pieces = stretch.pieces();
            all.add(pieces);
            pieces.stream().filter(piece -> !piece.isKnown).forEach(unknown::add);
        }
        sum(unknown);
        List<Integer> damaged = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int crc = 0;
            for (Piece piece : all.get(i)) {
                crc = Crc32c.join(crc, piece.crc, piece.size);
            }
            if (crc != stretches.get(i).crc) {
                damaged.add(i);
            }
        }
        return damaged;
    }

    /// The whole stretch, in order: what is known, and pieces of the gaps.
    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        long end = 0;
        for (Map.Entry<Long, PartialSums.Sum> part : known.parts().entrySet()) {
            if (part.getKey() >= end) {
                addGap(pieces, end, part.getKey());
                PartialSums.Sum sum = part.getValue();
                pieces.add(new Piece(this, part.getKey(), sum.size(), true, sum.crc()));
                end = part.getKey() + sum.size();
            }
        }
        addGap(pieces, end, size);
        return pieces;
    }

    private void addGap(List<Piece> pieces, long from, long to) {
        for (long at = from; at < to; at += PIECE) {
            pieces.add(new Piece(this, at, Math.min(PIECE, to - at), false, 0));
        }
    }

    private static void sum(List<Piece> pieces) {
        long bytes = pieces.stream().mapToLong(piece -> piece.size).sum();
        if (bytes < WORTH_THREADS) {
            sum(pieces, 0, pieces.size());
            return;
        }
        int[] ends = ends(pieces);
        Crew.run(
                Math.min(Runtime.getRuntime().availableProcessors(), ends.length),
                ends.length,
                () ->
                        batch ->
                                sum(
                                        pieces,
                                        batch == 0 ? 0 : ends[(int) batch - 1],
                                        ends[(int) batch]));
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

    private static void sum(List<Piece> pieces, int from, int to) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER, 64);
            CRC32C crc = new CRC32C();
            for (Piece piece : pieces.subList(from, to)) {
                crc.reset();
                for (long at = 0; at < piece.size; at += BUFFER) {
                    MemorySegment part = buffer.asSlice(0, Math.min(BUFFER, piece.size - at));
                    piece.stretch.file.read(piece.stretch.offset + piece.at + at, part);
                    crc.update(part.asByteBuffer());
                }
                piece.crc = (int) crc.getValue();
            }
        }
    }
}
