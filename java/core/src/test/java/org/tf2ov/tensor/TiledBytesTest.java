package org.tf2ov.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tf2ov.graph.Constant;
import org.tf2ov.graph.Graph;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.GraphText;

class TiledBytesTest {
    @Test
    void putsTilesWhereTheyBelong() {
        TiledBytes whole =
                new TiledBytes(
                        1,
                        List.of(2L, 3L),
                        List.of(
                                tile(bytes(1, 2, 4, 5), 2, 2, 0, 0, 0, 0, 2, 2),
                                tile(bytes(9, 3, 9, 6), 2, 2, 0, 1, 0, 2, 2, 1)));

        assertArrayEquals(
                new byte[] {1, 2, 3, 4, 5, 6}, whole.segment().toArray(ValueLayout.JAVA_BYTE));
        assertEquals(
                "tiles(1, [2, 3], (0x01020405) [2, 2] [0, 0] [0, 0] [2, 2]; "
                        + "(0x09030906) [2, 2] [0, 1] [0, 2] [2, 1])",
                whole.toString());
    }

    @Test
    void isWrittenAndReadInGraphs() {
        TiledBytes whole =
                new TiledBytes(
                        1,
                        List.of(1L, 3L),
                        List.of(
                                tile(bytes(1, 2), 1, 2, 0, 0, 0, 0, 1, 2),
                                tile(bytes(3), 1, 1, 0, 0, 0, 2, 1, 1)));
        GraphBuilder g = new GraphBuilder();
        Weights weights = new Weights.Stored(whole, TensorType.of(ElementType.U8, 1, 3));
        Graph graph = new Graph(List.of(g.add("w", new Constant(weights), List.of())));

        Graph read =
                GraphText.parse(
                        graph.toString(),
                        name -> {
                            throw new IllegalArgumentException(name);
                        });

        assertEquals(graph.toString(), read.toString());
        assertEquals(graph.results().getFirst().node().op(), read.results().getFirst().node().op());
    }

    @Test
    void refusesTilesThatDoNotFit() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new TiledBytes(
                                1,
                                List.of(2L, 3L),
                                List.of(tile(bytes(1, 2, 4, 5), 2, 2, 0, 0, 0, 0, 2, 2))));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new TiledBytes(
                                1,
                                List.of(2L, 2L),
                                List.of(tile(bytes(1, 2, 4, 5), 2, 2, 0, 1, 0, 0, 2, 2))));
    }

    /// Every range of arrays that are cut at random equals the same range of the array.
    @Test
    void readsEveryRange() {
        Random random = new Random(5);
        for (int round = 0; round < 40; round++) {
            int rank = random.nextInt(5);
            int elementBytes = 1 << random.nextInt(3);
            long[] shape = random.longs(rank, 1, 5).toArray();
            long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            byte[] all = new byte[(int) elements * elementBytes];
            random.nextBytes(all);
            List<TiledBytes.Tile> tiles = new ArrayList<>();
            cut(all, elementBytes, shape, new long[rank], shape.clone(), random, tiles);
            TiledBytes whole = new TiledBytes(elementBytes, list(shape), tiles);
            for (int from = 0; from < all.length; from++) {
                byte[] some = new byte[random.nextInt(all.length - from + 1)];
                whole.read(from, MemorySegment.ofArray(some));
                assertArrayEquals(
                        Arrays.copyOfRange(all, from, from + some.length), some, whole::toString);
            }
        }
    }

    /// Halves a rectangle at random until it is stored, with a margin that belongs to nobody.
    private static void cut(
            byte[] all,
            int elementBytes,
            long[] shape,
            long[] start,
            long[] lengths,
            Random random,
            List<TiledBytes.Tile> tiles) {
        int axis = shape.length == 0 ? -1 : random.nextInt(shape.length);
        if (axis >= 0 && lengths[axis] > 1 && random.nextInt(4) > 0) {
            long at = 1L + random.nextInt((int) lengths[axis] - 1);
            long[] first = lengths.clone();
            first[axis] = at;
            cut(all, elementBytes, shape, start, first, random, tiles);
            long[] second = lengths.clone();
            second[axis] -= at;
            long[] begin = start.clone();
            begin[axis] += at;
            cut(all, elementBytes, shape, begin, second, random, tiles);
            return;
        }
        long[] from = random.longs(shape.length, 0, 2).toArray();
        long[] stored = new long[shape.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = from[i] + lengths[i] + random.nextInt(2);
        }
        long count = Arrays.stream(stored).reduce(1, (a, b) -> a * b);
        byte[] bytes = new byte[(int) count * elementBytes];
        for (long i = 0; i < count; i++) {
            long source = 0;
            long rest = i;
            long stride = 1;
            boolean inside = true;
            for (int d = stored.length - 1; d >= 0; d--) {
                long index = rest % stored[d] - from[d];
                rest /= stored[d];
                inside &= index >= 0 && index < lengths[d];
                source += (start[d] + index) * stride;
                stride *= shape[d];
            }
            if (inside) {
                System.arraycopy(
                        all,
                        (int) source * elementBytes,
                        bytes,
                        (int) i * elementBytes,
                        elementBytes);
            }
        }
        tiles.add(
                new TiledBytes.Tile(
                        new Bytes.InMemory(bytes),
                        list(stored),
                        list(from),
                        list(start),
                        list(lengths)));
    }

    private static TiledBytes.Tile tile(Bytes source, long... numbers) {
        return new TiledBytes.Tile(
                source,
                List.of(numbers[0], numbers[1]),
                List.of(numbers[2], numbers[3]),
                List.of(numbers[4], numbers[5]),
                List.of(numbers[6], numbers[7]));
    }

    private static Bytes bytes(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return new Bytes.InMemory(bytes);
    }

    private static List<Long> list(long[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
