package org.tf2ov.tf.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.wire.Crc32c;

/// Tables whose content somebody has changed, and whose checksums somebody has put right again: a
/// reader takes them or says what is wrong, and nothing else.
class FuzzedCheckpointTest {
    private static final int MUTATIONS = Integer.getInteger("tf2ov.fuzz.checkpoints", 400);

    private final long seed = Long.getLong("tf2ov.fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "every_type, .index",
        "parts, .index",
        "packed, .index",
        "version_1.ckpt, ''",
        "version_1_parts.ckpt, ''"
    })
    void changedTablesAreReadOrRefused(String name, String end) throws IOException {
        Path copied = Fixtures.copy(name, directory);
        Path file = directory.resolve(name + end);
        byte[] intact = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = intact.clone();
            mutate(changed);
            Files.delete(file);
            Files.write(file, changed);
            try {
                Checkpoint checkpoint = Checkpoint.open(copied);
                checkpoint.verify();
                checkpoint.keys().forEach(checkpoint::value);
            } catch (Tf2ovException e) {
                refused++;
                assertFalse(e.getMessage().isBlank());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", mutation " + i, e);
            }
        }
        assertTrue(refused > MUTATIONS / 2, () -> "seed " + seed);
    }

    /// Changes some bytes of one block. The blocks follow each other: data, meta, index.
    private void mutate(byte[] table) {
        ByteBuffer footer =
                ByteBuffer.wrap(table, table.length - 48, 48).order(ByteOrder.LITTLE_ENDIAN);
        int meta = varint(footer);
        int metaSize = varint(footer);
        int index = varint(footer);
        int indexSize = varint(footer);
        int start = random.nextInt(4) == 0 ? index : random.nextInt(4) == 0 ? meta : 0;
        int size = start == index ? indexSize : start == meta ? metaSize : meta - 5;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = start + random.nextInt(size + 1);
            table[at] =
                    random.nextBoolean()
                            ? (byte) random.nextInt(256)
                            : (byte) (table[at] ^ 1 << random.nextInt(8));
        }
        MemorySegment block = MemorySegment.ofArray(table).asSlice(start, size + 1);
        ByteBuffer.wrap(table)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(start + size + 1, Crc32c.mask(Crc32c.of(block)));
    }

    private static int varint(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
