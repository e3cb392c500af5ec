package org.tf2ov.ov.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

class WeightsFileTest {
    private static final int SIZE = 400_000;
    private static final TensorType TYPE = TensorType.f32(100, 10, 100);

    @TempDir Path folder;

    /// The same content three times, and once with another last byte.
    private MappedFile source() throws IOException {
        byte[] content = new byte[4 * SIZE];
        byte[] one = new byte[SIZE];
        new Random(1).nextBytes(one);
        for (int i = 0; i < 4; i++) {
            System.arraycopy(one, 0, content, i * SIZE, SIZE);
        }
        content[4 * SIZE - 1] ^= 1;
        return MappedFile.open(Files.write(folder.resolve("source"), content));
    }

    private static Weights at(MappedFile file, int index) {
        return new Weights.Stored(new Bytes.InFile(file, (long) index * SIZE, SIZE), TYPE);
    }

    @Test
    void equalContentStandsOnceWhereverItComesFrom() throws IOException {
        MappedFile file = source();
        WeightsFile weights = new WeightsFile();
        long first = weights.place(at(file, 0));
        assertEquals(first, weights.place(at(file, 1)));
        byte[] copy = new byte[SIZE];
        file.read(2L * SIZE, MemorySegment.ofArray(copy));
        assertEquals(first, weights.place(new Weights.Stored(new Bytes.InMemory(copy), TYPE)));
        assertEquals(SIZE, weights.size());

        List<Integer> order = List.of(2, 0, 1);
        long turned = weights.place(at(file, 2).permute(order));
        assertEquals(turned, weights.place(at(file, 1).permute(order)));
        assertEquals(2 * SIZE, weights.size());
    }

    @Test
    void whatDiffersInAnythingStandsApart() throws IOException {
        MappedFile file = source();
        WeightsFile weights = new WeightsFile();
        long first = weights.place(at(file, 0));
        assertNotEquals(first, weights.place(at(file, 3)));
        assertNotEquals(first, weights.place(at(file, 1).permute(List.of(2, 0, 1))));
        assertNotEquals(first, weights.place(at(file, 1).scale(1, new float[10])));
        assertNotEquals(first, weights.place(at(file, 1).convert(ElementType.F16)));
        assertNotEquals(
                weights.place(at(file, 1).permute(List.of(2, 0, 1))),
                weights.place(at(file, 1).permute(List.of(2, 1, 0))));
    }
}
