package org.tf2ov.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The bytes of a row-major array that is stored as several smaller arrays, as partitioned
/// variables are. They are put together where they are read, piece by piece; nothing is kept.
public final class TiledBytes implements Bytes {
    /// Runs of bytes below this size are looked at where they are mapped, larger ones are read.
    private static final long SMALL = 4096;

    /// A rectangle of the array, and of the stored array that it is taken from.
    ///
    /// @param shape of the stored array
    /// @param from where in the stored array the rectangle begins
    /// @param to where in the whole array it begins
    /// @param lengths of the rectangle
    public record Tile(
            Bytes source, List<Long> shape, List<Long> from, List<Long> to, List<Long> lengths) {
        public Tile {
            shape = List.copyOf(shape);
            from = List.copyOf(from);
            to = List.copyOf(to);
            lengths = List.copyOf(lengths);
        }

        private long elements() {
            return product(lengths, 0);
        }

        @Override
        public String toString() {
            return "(" + source + ") " + shape + " " + from + " " + to + " " + lengths;
        }
    }

    private final int elementBytes;
    private final List<Long> shape;
    private final List<Tile> tiles;
    private final List<Runs> runs = new ArrayList<>();
    private final long size;

    /// What [#segment] gave last, as long as somebody uses it.
    private WeakReference<MemorySegment> assembled = new WeakReference<>(null);

    /// @param elementBytes bytes of one element
    /// @param tiles rectangles that do not overlap and make up the whole array
    /// @throws IllegalArgumentException if a tile does not fit, or they have not as many elements
    ///   as the array
    public TiledBytes(int elementBytes, List<Long> shape, List<Tile> tiles) {
        this.elementBytes = elementBytes;
        this.shape = List.copyOf(shape);
        this.tiles = List.copyOf(tiles);
        this.size = product(shape, 0) * elementBytes;
        long bytes = 0;
        for (Tile tile : tiles) {
            requireFits(tile);
            bytes += tile.elements() * elementBytes;
            if (tile.elements() > 0) {
                runs.add(new Runs(tile));
            }
        }
        if (bytes != size) {
            throw new IllegalArgumentException(
                    "the tiles have " + bytes + " bytes, and the array has " + size);
        }
    }

    /// The bytes of an array made of tiles, in the simplest form that they have: a slice of a file
    /// where they lie together in it, memory where they are few.
    ///
    /// @throws IllegalArgumentException as the constructor
    public static Bytes of(int elementBytes, List<Long> shape, List<Tile> tiles) {
        TiledBytes whole = new TiledBytes(elementBytes, shape, tiles);
        if (whole.runs.size() == 1
                && whole.runs.getFirst().count == 1
                && whole.runs.getFirst().tile.source instanceof InFile(var file, long at, long _)) {
            Runs run = whole.runs.getFirst();
            return new InFile(file, at + run.offset(0, run.tile.shape, run.tile.from), whole.size);
        }
        if (whole.size <= SMALL) {
            byte[] all = new byte[(int) whole.size];
            whole.read(0, MemorySegment.ofArray(all));
            return new InMemory(all);
        }
        return whole;
    }

    private void requireFits(Tile tile) {
        boolean fits =
                tile.source.size() == product(tile.shape, 0) * elementBytes
                        && tile.shape.size() == shape.size()
                        && tile.from.size() == shape.size()
                        && tile.to.size() == shape.size()
                        && tile.lengths.size() == shape.size();
        for (int i = 0; fits && i < shape.size(); i++) {
            long length = tile.lengths.get(i);
            fits =
                    length >= 0
                            && tile.from.get(i) >= 0
                            && tile.to.get(i) >= 0
                            && tile.from.get(i) <= tile.shape.get(i) - length
                            && tile.to.get(i) <= shape.get(i) - length;
        }
        if (!fits) {
            throw new IllegalArgumentException("the tile " + tile + " does not fit into " + shape);
        }
    }

    /// Puts all of it together, outside of the Java heap. What is large should be [#read] in pieces
    /// instead.
    @Override
    public synchronized MemorySegment segment() {
        MemorySegment whole = assembled.get();
        if (whole == null) {
            MemorySegment memory = Arena.ofAuto().allocate(size, 64);
            read(0, memory);
            whole = memory.asReadOnly();
            assembled = new WeakReference<>(whole);
        }
        return whole;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long from, MemorySegment into) {
        Objects.checkFromIndexSize(from, into.byteSize(), size);
        for (Runs each : runs) {
            each.read(from, into);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TiledBytes bytes
                && elementBytes == bytes.elementBytes
                && shape.equals(bytes.shape)
                && tiles.equals(bytes.tiles);
    }

    @Override
    public int hashCode() {
        return Objects.hash(elementBytes, shape, tiles);
    }

    /// `tiles(4, [3, 2], ("w.data"@0+16) [2, 2] [0, 0] [0, 0] [2, 2]; …)`.
    @Override
    public String toString() {
        return tiles.stream()
                .map(Tile::toString)
                .collect(
                        Collectors.joining(
                                "; ", "tiles(" + elementBytes + ", " + shape + ", ", ")"));
    }

    private static long product(List<Long> numbers, int from) {
        long product = 1;
        for (long number : numbers.subList(from, numbers.size())) {
            product *= number;
        }
        return product;
    }

    /// A tile as runs of bytes that lie together both in the whole and where they are stored. They
    /// ascend in both, so that the first of a range is found by halving.
    private final class Runs {
        private final Tile tile;

        /// Dimensions before this one are walked, one run for each index; the others are in the
        /// run.
        private final int axis;

        private final long bytes;
        private final long count;

        Runs(Tile tile) {
            this.tile = tile;
            int inner = Math.max(shape.size() - 1, 0);
            while (inner > 0 && isWhole(tile, inner)) {
                inner--;
            }
            axis = inner;
            bytes = product(tile.lengths, axis) * elementBytes;
            count = tile.elements() * elementBytes / bytes;
        }

        private boolean isWhole(Tile part, int dimension) {
            return part.lengths.get(dimension).equals(shape.get(dimension))
                    && part.lengths.get(dimension).equals(part.shape.get(dimension));
        }

        /// Where a run begins in an array of some shape in which the tile begins at some place.
        private long offset(long run, List<Long> array, List<Long> begin) {
            long rest = run;
            long stride = product(array, axis) * elementBytes;
            long offset =
                    shape.isEmpty() ? 0 : begin.get(axis) * product(array, axis + 1) * elementBytes;
            for (int i = axis - 1; i >= 0; i--) {
                long length = tile.lengths.get(i);
                offset += (begin.get(i) + rest % length) * stride;
                rest /= length;
                stride *= array.get(i);
            }
            return offset;
        }

        void read(long from, MemorySegment into) {
            long end = from + into.byteSize();
            for (long run = firstBehind(from); run < count; run++) {
                long start = offset(run, shape, tile.to);
                if (start >= end) {
                    return;
                }
                long first = Math.max(start, from);
                long length = Math.min(start + bytes, end) - first;
                long source = offset(run, tile.shape, tile.from) + first - start;
                MemorySegment target = into.asSlice(first - from, length);
                if (length < SMALL) {
                    target.copyFrom(tile.source.segment().asSlice(source, length));
                } else {
                    tile.source.read(source, target);
                }
            }
        }

        /// The first run that ends behind an offset of the whole.
        private long firstBehind(long offset) {
            long low = 0;
            long high = count;
            while (low < high) {
                long middle = (low + high) >>> 1;
                if (offset(middle, shape, tile.to) + bytes > offset) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
