package org.tf2ov.ov.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.kernel.WeightsEvaluator;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// What is written in pieces is what evaluating everything at once gives.
class WeightsStreamTest {
    private static final ElementType[] TYPES = {
        ElementType.F32, ElementType.F16, ElementType.F64, ElementType.U8, ElementType.I64
    };

    @TempDir Path folder;

    @Test
    void piecesOfAnySizeMakeTheSameFile() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] content = new byte[1 << 16];
        random.nextBytes(content);
        MappedFile source = MappedFile.open(Files.write(folder.resolve("source"), content));
        for (int round = 0; round < 60; round++) {
            List<WeightsFile.Place> places = new ArrayList<>();
            long end = 0;
            for (int i = 0; i < 6; i++) {
                Weights weights = weights(source, random);
                places.add(new WeightsFile.Place(weights, (end + 63) / 64 * 64));
                end = places.getLast().end();
            }
            byte[] expected = atOnce(places, (int) end);
            for (Kernels kernels : List.of(Kernels.java(), Kernels.best())) {
                long room = 1L + random.nextInt(5000);
                long read = 1L + random.nextInt(2000);
                int threads = 1 + random.nextInt(3);
                assertArrayEquals(
                        expected,
                        inPieces(places, kernels, threads, room, read),
                        "seed " + seed + ", room " + room + ", read " + read + ": " + places);
            }
        }
    }

    private static Weights weights(MappedFile source, Random random) {
        ElementType type = TYPES[random.nextInt(TYPES.length)];
        int rank = random.nextInt(5);
        long[] shape = random.longs(rank, 1, 9).toArray();
        TensorType stored = TensorType.of(type, shape);
        long offset = random.nextInt((int) (source.size() - stored.bytes()));
        Weights weights =
                new Weights.Stored(new Bytes.InFile(source, offset, stored.bytes()), stored);
        if (random.nextInt(4) > 0) {
            List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
            Collections.shuffle(order, random);
            weights = weights.permute(order);
        }
        if (type == ElementType.F32 && rank > 0 && random.nextBoolean()) {
            int axis = random.nextInt(rank);
            float[] factors = new float[(int) weights.type().shape().toArray()[axis]];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = random.nextFloat();
            }
            weights = weights.scale(axis, factors);
        }
        if (type.isFloat() && random.nextInt(3) == 0) {
            weights = weights.convert(random.nextBoolean() ? ElementType.F16 : ElementType.F32);
        }
        if (random.nextInt(4) == 0) {
            weights = weights.reshape(PartialShape.of(weights.count()));
        }
        return weights;
    }

    private static byte[] atOnce(List<WeightsFile.Place> places, int size) {
        byte[] all = new byte[size];
        WeightsEvaluator evaluator = new WeightsEvaluator(Kernels.java(), Bytes::segment);
        for (WeightsFile.Place place : places) {
            evaluator.evaluate(
                    place.weights(),
                    MemorySegment.ofArray(all).asSlice(place.offset(), place.bytes()));
        }
        return all;
    }

    private byte[] inPieces(
            List<WeightsFile.Place> places, Kernels kernels, int threads, long room, long read)
            throws IOException {
        Path file = folder.resolve("target");
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            new WeightsStream(channel, kernels).write(places, threads, room, read);
        }
        return Files.readAllBytes(file);
    }
}
