package org.tf2ov.tf.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tf.TfTensor;

class CheckpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "every_type",
                "two_shards",
                "packed",
                "objects",
                "partitioned.ckpt",
                "version_1.ckpt",
                "version_1_parts.ckpt"
            })
    void holdsWhatTensorFlowReadsInIt(String name) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(Fixtures.path(name));

        checkpoint.verify();

        assertEquals(Fixtures.expected(name), Fixtures.described(checkpoint));
    }

    /// Whole tensors that are stored in parts, and parts that are, or are not, those that are
    /// stored.
    @Test
    void givesThePartsThatTensorFlowGives() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(Fixtures.path("parts"));
        Map<String, String> expected = Fixtures.expected("parts");

        Map<String, String> found = new TreeMap<>();
        for (String asked : expected.keySet()) {
            int cut = asked.indexOf('\\');
            String name = cut < 0 ? asked : asked.substring(0, cut);
            TfTensor whole = checkpoint.value(name).orElseThrow();
            String slice =
                    cut < 0
                            ? ""
                            : whole.shape().toString().replace(',', ' ')
                                    + " "
                                    + asked.substring(cut + 1);
            found.put(asked, Fixtures.described(checkpoint.part(name, slice).orElseThrow()));
        }

        assertEquals(expected, found);
    }

    @Test
    void leavesNumbersInTheirFiles() {
        Checkpoint checkpoint = Checkpoint.open(Fixtures.path("every_type"));
        TfTensor scalar = checkpoint.value("scalar").orElseThrow();
        Bytes bytes = ((TfTensor.Numbers) scalar.contents()).bytes();
        assertInstanceOf(Bytes.InFile.class, bytes);

        Checkpoint old = Checkpoint.open(Fixtures.path("version_1.ckpt"));
        bytes = ((TfTensor.Numbers) old.value("plain/float64").orElseThrow().contents()).bytes();
        assertInstanceOf(Bytes.InFile.class, bytes);

        Checkpoint parts = Checkpoint.open(Fixtures.path("partitioned.ckpt"));
        bytes =
                ((TfTensor.Numbers) parts.part("rows", "7 3 3,2:-").orElseThrow().contents())
                        .bytes();
        assertInstanceOf(Bytes.InFile.class, bytes);
    }

    @Test
    void givesTheObjectGraph() {
        Checkpoint checkpoint = Checkpoint.open(Fixtures.path("objects"));

        String graph =
                new String(checkpoint.objectGraph().orElseThrow(), StandardCharsets.ISO_8859_1);

        assertTrue(graph.contains("first/kernel/.ATTRIBUTES/VARIABLE_VALUE"), graph);
        assertTrue(Checkpoint.open(Fixtures.path("two_shards")).objectGraph().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two_shards",
                "two_shards.index",
                "two_shards.meta",
                "two_shards.data-00001-of-00002"
            })
    void isFoundByAnyOfItsNames(String name, @TempDir Path directory) throws IOException {
        Fixtures.copy("two_shards", directory);

        assertEquals(150, Checkpoint.open(directory.resolve(name)).keys().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two_shards",
                "./two_shards",
                "/somewhere/else/two_shards",
                "t\\167o\\137shards"
            })
    void isFoundByTheDirectory(String name, @TempDir Path directory) throws IOException {
        Fixtures.copy("two_shards", directory);
        assertEquals(150, Checkpoint.open(directory).keys().size());

        Fixtures.copy("every_type", directory);
        Files.writeString(
                directory.resolve("checkpoint"),
                "model_checkpoint_path: \""
                        + name
                        + "\"\nall_model_checkpoint_paths: \"every_type\"\n");
        assertEquals(150, Checkpoint.open(directory).keys().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x-?????-of-?????", "x-00001-of-00002", "x-?????-of-00002"})
    void readsVersion1InSeveralFiles(String name, @TempDir Path directory) throws IOException {
        Files.copy(Fixtures.path("version_1.ckpt"), directory.resolve("x-00000-of-00002"));
        Files.copy(Fixtures.path("version_1_parts.ckpt"), directory.resolve("x-00001-of-00002"));
        Map<String, String> both = Fixtures.expected("version_1.ckpt");
        both.putAll(Fixtures.expected("version_1_parts.ckpt"));

        assertEquals(both, Fixtures.described(Checkpoint.open(directory.resolve(name))));
    }

    @Test
    void isFoundAloneInItsDirectory(@TempDir Path directory) throws IOException {
        Files.copy(Fixtures.path("version_1.ckpt"), directory.resolve("anything"));
        Files.writeString(directory.resolve("notes"), "not a checkpoint".repeat(10));

        assertEquals(
                Fixtures.expected("version_1.ckpt"),
                Fixtures.described(Checkpoint.open(directory)));
    }

    /// TensorFlow begins a new block every 256 KiB.
    @Test
    void readsTablesOfManyBlocks(@TempDir Path directory) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        List<byte[]> limits = new ArrayList<>();
        TableWriter block = new TableWriter().header(1);
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            String name = String.format(Locale.ROOT, "w%03d", i);
            block.entry(name, TableWriter.floats(0, new byte[0], 0, i));
            expected.put(name, "float[0," + i + "] ");
            if (i % 7 == 6 || i == 99) {
                blocks.add(block.block());
                limits.add((name + "~").getBytes(StandardCharsets.UTF_8));
                block = new TableWriter();
            }
        }
        Files.write(directory.resolve("x.index"), TableWriter.table(blocks, (byte) 0, limits));
        Files.createFile(directory.resolve("x.data-00000-of-00001"));

        assertEquals(expected, Fixtures.described(Checkpoint.open(directory.resolve("x"))));
    }
}
