package org.tf2ov.tf.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorSliceProto;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tf.TfTensor;

/// Every way in which a checkpoint can be broken is told in a sentence with the file.
class DamagedCheckpointTest {
    private static final byte[] SHARD = {0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};

    private final Random random = new Random(17);

    @TempDir private Path directory;

    private Path prefix;
    private Path index;

    @BeforeEach
    void names() {
        prefix = directory.resolve("x");
        index = directory.resolve("x.index");
    }

    // Bytes that are not those that were written

    @ParameterizedTest
    @CsvSource({
        "every_type, .index",
        "packed, .index",
        "parts, .index",
        "every_type, .data-00000-of-00001",
        "parts, .data-00002-of-00003",
        "version_1_parts.ckpt, ''"
    })
    void everyFlippedBitIsFound(String name, String end) throws IOException {
        Path copied = Fixtures.copy(name, directory);
        Path file = directory.resolve(name + end);
        byte[] intact = Files.readAllBytes(file);
        for (int i = 0; i < intact.length; i++) {
            byte[] damaged = intact.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            // Not written over: the old content may still be mapped.
            Files.delete(file);
            Files.write(file, damaged);
            assertRefused(copied, file, "byte " + i);
        }
        Files.delete(file);
        Files.write(file, intact);
        Checkpoint.open(copied).verify();
    }

    @ParameterizedTest
    @CsvSource({
        "every_type, .index",
        "packed, .index",
        "every_type, .data-00000-of-00001",
        "version_1_parts.ckpt, ''"
    })
    void everyTruncationIsFound(String name, String end) throws IOException {
        Path copied = Fixtures.copy(name, directory);
        Path file = directory.resolve(name + end);
        byte[] intact = Files.readAllBytes(file);
        for (int size = 0; size < intact.length; size += 1 + random.nextInt(4)) {
            Files.delete(file);
            Files.write(file, Arrays.copyOf(intact, size));
            assertRefused(copied, file, "cut to " + size);
        }
    }

    private static void assertRefused(Path checkpoint, Path file, String what) {
        Tf2ovException refusal =
                assertThrows(
                        Tf2ovException.class,
                        () -> {
                            Checkpoint opened = Checkpoint.open(checkpoint);
                            opened.verify();
                        },
                        what);
        assertTrue(
                refusal.getMessage().contains(file.getFileName().toString()),
                () -> what + ": " + refusal.getMessage());
    }

    @Test
    void aDamagedTensorIsNamed() throws IOException {
        Fixtures.copy("two_shards", directory);
        Path shard = directory.resolve("two_shards.data-00001-of-00002");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[500] ^= 1;
        Files.write(shard, bytes);
        Checkpoint checkpoint = Checkpoint.open(directory.resolve("two_shards"));

        String message =
                shard
                        + " at byte 488: the tensor 'block_14/layer_143/weights' (24 bytes) is damaged:"
                        + " its checksum (CRC-32C) is wrong. Copy or save the checkpoint again.";
        assertEquals(message, refusal(checkpoint::verify));
        assertEquals(message, refusal(() -> checkpoint.value("block_14/layer_143/weights")));
        assertTrue(checkpoint.value("block_0/layer_1/weights").isPresent());
    }

    /// Large tensors are summed in pieces by several threads.
    @Test
    void aFlippedBitOfALargeTensorIsFound() throws IOException {
        byte[] large = new byte[(20 << 20) + 12];
        random.nextBytes(large);
        Path shard = directory.resolve("x.data-00000-of-00001");
        Files.write(shard, large);
        new TableWriter()
                .header(1)
                .entry("w", TableWriter.floats(0, large, large.length / 4))
                .write(index);
        Checkpoint.open(prefix).verify();

        large[random.nextInt(large.length)] ^= 4;
        Files.delete(shard);
        Files.write(shard, large);
        assertTrue(refusal(() -> Checkpoint.open(prefix).verify()).contains("'w'"));
    }

    /// What is verified alongside is summed by whoever reads it, in whatever pieces.
    @Test
    void aFlippedBitOfATensorThatIsReadInPiecesIsFound() throws IOException {
        byte[] intact = new byte[(1 << 20) + 12];
        random.nextBytes(intact);
        Path shard = directory.resolve("x.data-00000-of-00001");
        new TableWriter()
                .header(1)
                .entry("v", TableWriter.floats(0, Arrays.copyOf(intact, 1 << 19), 1 << 17))
                .entry(
                        "w",
                        TableWriter.floats(
                                1 << 19,
                                Arrays.copyOfRange(intact, 1 << 19, intact.length),
                                (1 << 17) + 3))
                .write(index);
        for (int round = 0; round < 40; round++) {
            byte[] bytes = intact.clone();
            boolean damaged = round % 2 == 1;
            if (damaged) {
                bytes[random.nextInt(bytes.length)] ^= 16;
            }
            Files.deleteIfExists(shard);
            Files.write(shard, bytes);
            Checkpoint checkpoint = Checkpoint.open(prefix);
            checkpoint.verifyAlongside();
            for (String key : List.of("v", "w")) {
                TfTensor value = checkpoint.value(key).orElseThrow();
                readInPieces(((TfTensor.Numbers) value.contents()).bytes());
            }
            if (damaged) {
                assertTrue(refusal(checkpoint::verify).contains("checksum"));
            } else {
                checkpoint.verify();
                checkpoint.verify();
            }
        }
    }

    private void readInPieces(Bytes bytes) {
        for (int i = random.nextInt(20); i >= 0; i--) {
            long from = random.nextLong(bytes.size());
            long length = random.nextLong(bytes.size() - from);
            bytes.read(from, MemorySegment.ofArray(new byte[(int) length]));
        }
        for (long at = 0; random.nextBoolean() && at + 50_000 < bytes.size(); at += 50_000) {
            bytes.read(at, MemorySegment.ofArray(new byte[50_000]));
        }
    }

    /// A tensor that has been read to its end is not read once more.
    @Test
    void whatWasReadIsNotReadAgain() throws IOException {
        byte[] content = new byte[1 << 18];
        random.nextBytes(content);
        Path shard = directory.resolve("x.data-00000-of-00001");
        Files.write(shard, content);
        new TableWriter()
                .header(1)
                .entry("w", TableWriter.floats(0, content, content.length / 4))
                .write(index);
        Checkpoint checkpoint = Checkpoint.open(prefix);
        checkpoint.verifyAlongside();
        TfTensor value = checkpoint.value("w").orElseThrow();
        ((TfTensor.Numbers) value.contents())
                .bytes()
                .read(0, MemorySegment.ofArray(new byte[content.length]));
        Files.write(shard, new byte[content.length]);
        checkpoint.verify();

        Checkpoint unread = Checkpoint.open(prefix);
        unread.verifyAlongside();
        assertTrue(unread.value("w").isPresent());
        assertTrue(refusal(unread::verify).contains("'w'"));
        assertTrue(refusal(() -> unread.value("w")).contains("'w'"));
    }

    // Files that are missing

    @Test
    void missingFilesAreNamed() throws IOException {
        assertEquals(
                prefix
                        + ": there is no such checkpoint: neither a file of this name (version 1)"
                        + " nor x.index (version 2)",
                refusal(() -> Checkpoint.open(prefix)));
        assertEquals(index + ": there is no such file", refusal(() -> Checkpoint.open(index)));
        assertEquals(
                directory
                        + ": the directory has no checkpoint (no file 'checkpoint', no *.index and"
                        + " none of version 1). Name the checkpoint itself.",
                refusal(() -> Checkpoint.open(directory)));

        Fixtures.copy("two_shards", directory);
        Path shard = directory.resolve("two_shards.data-00001-of-00002");
        Files.move(shard, directory.resolve("two_shards.data-00001-of-00003"));
        assertEquals(
                shard
                        + ": there is no such file, but the index says that tensors are in it; there"
                        + " are shards of a checkpoint with 3 instead of 2",
                refusal(() -> Checkpoint.open(directory)));
        Files.delete(directory.resolve("two_shards.index"));
        assertEquals(
                directory.resolve("two_shards")
                        + ": the checkpoint has shards, but two_shards.index, which tells what is"
                        + " in them, is missing",
                refusal(() -> Checkpoint.open(directory.resolve("two_shards"))));

        Files.createFile(directory.resolve("y-00000-of-00002"));
        assertEquals(
                directory.resolve("y-00001-of-00002")
                        + ": there is no such file, and the checkpoint has 00002",
                refusal(() -> Checkpoint.open(directory.resolve("y"))));
    }

    @Test
    void somethingElseIsNotATable() throws IOException {
        Files.write(prefix, new byte[100]);
        assertEquals(
                prefix
                        + " at byte 92: a table of TensorFlow ends with the number db4775248b80fb57,"
                        + " and this file does not: it is cut short, or is something else",
                refusal(() -> Checkpoint.open(prefix)));
        Fixtures.copy("every_type", directory);
        Files.copy(directory.resolve("every_type.index"), directory.resolve("renamed.ckpt"));
        assertEquals(
                directory.resolve("renamed.ckpt")
                        + " at byte 2: the first entry does not say which tensors the file has, as"
                        + " in a checkpoint of version 1",
                refusal(() -> Checkpoint.open(directory.resolve("renamed.ckpt")))
                        .replaceFirst("at byte \\d+", "at byte 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "..", "/", ""})
    void theDirectoryDoesNotLeadOutOfItself(String name) throws IOException {
        Path inner = Files.createDirectory(directory.resolve("inner"));
        Fixtures.copy("every_type", directory);
        Files.move(directory.resolve("every_type.index"), index);
        Path state = inner.resolve("checkpoint");
        Files.writeString(state, "model_checkpoint_path: \"" + name + "\"");

        String message = refusal(() -> Checkpoint.open(inner));
        assertTrue(message.startsWith(state + ": it names "), message);
    }

    // Tables whose checksums are right, and whose content makes no sense

    private void assertTold(String expected, BundleEntryProto.Builder entry) throws IOException {
        Files.write(directory.resolve("x.data-00000-of-00001"), SHARD);
        new TableWriter().header(1).entry("w", entry).write(index);
        String message = refusal(() -> Checkpoint.open(prefix));
        assertEquals(
                expected,
                message.replaceFirst("x\\.index at byte \\d+", "x.index")
                        .replace(directory + "/", ""));
    }

    @Test
    void placesOutOfTheShardAreTold() throws IOException {
        byte[] two = Arrays.copyOfRange(SHARD, 4, 12);
        assertTold(
                "x.data-00000-of-00001: the file is cut short: the tensor 'w' is at byte 8 and has 8"
                        + " bytes, but the file has only 12",
                TableWriter.floats(8, two, 2));
        assertTold(
                "x.data-00000-of-00001: the file is cut short: the tensor 'w' is at byte"
                        + " 9223372036854775807 and has 8 bytes, but the file has only 12",
                TableWriter.floats(Long.MAX_VALUE, two, 2));
        assertTold(
                "x.index: the tensor 'w' is said to be at byte -4 and to have 8 bytes",
                TableWriter.floats(-4, two, 2));
        assertTold(
                "x.index: the tensor 'w' is said to be at byte 0 and to have -8 bytes",
                TableWriter.floats(0, two, 2).setSize(-8));
        assertTold(
                "x.index: the tensor 'w' is said to have 8 bytes, but float[3] takes 12",
                TableWriter.floats(4, two, 3));
        assertTold(
                "x.index: the tensor 'w' is said to be in shard 1, but there are 1",
                TableWriter.floats(4, two, 2).setShardId(1));
        assertTold(
                "x.index: the tensor 'w' is said to be in shard -1, but there are 1",
                TableWriter.floats(4, two, 2).setShardId(-1));
        assertTold(
                "x.index: the tensor 'w' has the dimension -1 in its shape [?]",
                TableWriter.floats(4, two, -1));
        assertTold(
                "x.index: the tensor 'w' has the shape [4611686018427387904,4611686018427387904],"
                        + " which is too large for any memory",
                TableWriter.floats(4, two, 1L << 62, 1L << 62));
        assertTold(
                "x.index: the tensor 'w' has the type number 77, which TensorFlow does not store",
                TableWriter.floats(4, two, 2).setDtypeValue(77));
        assertTold(
                "x.index: the tensor 'w' has the type number 101, which TensorFlow does not store",
                TableWriter.floats(4, two, 2).setDtype(DataType.DT_FLOAT_REF));
        assertTold(
                "x.index: the tensor 'w' is said to have 2 bytes, too few for string[1000000000]",
                TableWriter.floats(4, two, 1_000_000_000).setDtype(DataType.DT_STRING).setSize(2));
    }

    @Test
    void sharedBytesAreTold() throws IOException {
        Files.write(directory.resolve("x.data-00000-of-00001"), SHARD);
        new TableWriter()
                .header(1)
                .entry("a", TableWriter.floats(0, Arrays.copyOf(SHARD, 8), 2))
                .entry("b", TableWriter.floats(4, Arrays.copyOfRange(SHARD, 4, 12), 2))
                .write(index);

        String message = refusal(() -> Checkpoint.open(prefix));

        assertTrue(
                message.endsWith(
                        "the tensors 'a' and 'b' are said to share bytes of "
                                + directory.resolve("x.data-00000-of-00001")
                                + " (from byte 4 on)"),
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,1 2,1 | of the tensor 'w' 1 of 3 elements are in none of its parts",
                "0,2 1,2 | of the tensor 'w' the parts '0,2' and '1,2' share elements",
                "0,2 2,2 | the part 'w[2,2]' is not within float[3]",
                "0,2 -5,1 | the part 'w[-5,1]' is not within float[3]",
                "0,2 2,1 2,1 | the part 'w[2,1]' is not in the index, or is named twice"
            })
    void partsThatDoNotFitAreTold(String cuts, String expected) throws IOException {
        Files.write(directory.resolve("x.data-00000-of-00001"), SHARD);
        BundleEntryProto.Builder whole =
                BundleEntryProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setShape(TableWriter.shape(3));
        TableWriter table = new TableWriter().header(1);
        long at = 0;
        for (String cut : cuts.split(" ", -1)) {
            long start = Long.parseLong(cut.substring(0, cut.indexOf(',')));
            long length = Long.parseLong(cut.substring(cut.indexOf(',') + 1));
            whole.addSlices(
                    TensorSliceProto.newBuilder()
                            .addExtent(
                                    TensorSliceProto.Extent.newBuilder()
                                            .setStart(start)
                                            .setLength(length)));
            table.entry(
                    new TensorSlice(List.of(new TensorSlice.Extent(start, length))).key("w"),
                    TableWriter.floats(
                            at,
                            Arrays.copyOfRange(SHARD, (int) at, (int) (at + 4 * length)),
                            length));
            at += 4;
        }
        table.entry("w", whole).write(index);

        String message = refusal(() -> Checkpoint.open(prefix));

        assertTrue(message.lines().anyMatch(line -> line.endsWith(": " + expected)), message);
    }

    @Test
    void partsOfNothingAreTold() throws IOException {
        new TableWriter()
                .header(1)
                .entry(TensorSlice.parse("0,2").key("w"), TableWriter.floats(0, new byte[8], 2))
                .write(index);

        String message = refusal(() -> Checkpoint.open(prefix));

        assertTrue(
                message.endsWith(
                        "there is a part of a tensor of which no tensor of the index knows"),
                message);
    }

    @Test
    void headersAreBelievedOnlyIfTheyMakeSense() throws IOException {
        new TableWriter()
                .header(
                        BundleHeaderProto.newBuilder()
                                .setNumShards(1)
                                .setEndianness(BundleHeaderProto.Endianness.BIG))
                .write(index);
        assertEquals(
                index
                        + ": the checkpoint was written by a big-endian machine. Load and save it with"
                        + " TensorFlow on a little-endian one, such as any x86.",
                refusal(() -> Checkpoint.open(prefix)));

        Files.delete(index);
        new TableWriter().header(0).write(index);
        assertTrue(
                refusal(() -> Checkpoint.open(prefix))
                        .endsWith("the header says that there are 0 shards"));

        Files.delete(index);
        new TableWriter().entry("w", TableWriter.floats(0, new byte[0], 0)).write(index);
        assertEquals(
                index + ": its first entry is not the header of a checkpoint of version 2",
                refusal(() -> Checkpoint.open(prefix)));
    }

    /// A few bytes must not become many.
    @Test
    void bombsDoNotGoOff() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        TableWriter.varint(packed, 1L << 31);
        packed.writeBytes(new byte[100]);
        Files.write(
                index,
                TableWriter.table(List.of(packed.toByteArray()), (byte) 1, List.of(new byte[0])));
        assertEquals(
                index
                        + " at byte 0: 105 packed bytes claim to hold 2147483648, which is"
                        + " impossible",
                refusal(() -> Checkpoint.open(prefix)));

        // Each key is one byte longer than the one before, and takes four bytes of the file.
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < 60_000; i++) {
            TableWriter.entry(block, i, new byte[] {'a'}, new byte[0]);
        }
        byte[] limit = {'b'};
        Files.delete(index);
        Files.write(
                index,
                TableWriter.table(List.of(TableWriter.restarts(block)), (byte) 0, List.of(limit)));
        Tf2ovException refusal = assertThrows(Tf2ovException.class, () -> Checkpoint.open(prefix));
        assertEquals(Code.LIMIT_EXCEEDED, refusal.code());
    }

    @Test
    void packedBytesNeverBreakTheReader() {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            bytes[0] &= 0x7f;
            try {
                assertEquals(bytes[0], Snappy.unpack(bytes).length);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().contains("packed bytes"), e.getMessage());
            }
        }
    }

    private static String refusal(Executable action) {
        return assertThrows(Tf2ovException.class, action).getMessage();
    }
}
