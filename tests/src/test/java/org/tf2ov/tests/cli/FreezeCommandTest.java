package org.tf2ov.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tf2ov.cli.Tf2ov;
import org.tf2ov.tf.GraphDefWriter;
import org.tf2ov.tf.ModelReader;

/// What `freeze`, `tensorboard` and `convert --tensorboard_logdir` leave. That TensorFlow runs it
/// is for `scripts/oracle/formats/run_frozen.py` to show, which needs TensorFlow.
class FreezeCommandTest {
    private static final Path MODELS = Path.of("src/test/resources/formats");

    @TempDir private Path folder;

    private static String tf2ov(int expected, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Tf2ov.run(
                        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(expected, code, err.toString(StandardCharsets.UTF_8));
        return expected == 0
                ? out.toString(StandardCharsets.UTF_8)
                : err.toString(StandardCharsets.UTF_8);
    }

    private void unzip(String model) throws IOException {
        try (InputStream file = Files.newInputStream(MODELS.resolve(model + ".zip"));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.write(target, zip.readAllBytes());
                }
            }
        }
    }

    /// The graph that is written converts to the same IR as the model itself.
    @ParameterizedTest
    @ValueSource(strings = {"frozen.pb", "frozen.pbtxt"})
    void whatIsFrozenIsTheModel(String name) throws IOException {
        unzip("tf1-partitioned");
        Object[] model = {
            "--input_model",
            folder.resolve("graph.pb"),
            "--input_checkpoint",
            folder.resolve("v2/model"),
            "--output",
            "logits"
        };
        Path frozen = folder.resolve("out").resolve(name);

        tf2ov(0, with(model, "freeze", "-o", frozen));

        if (name.endsWith(".pb")) {
            GraphDef graph = GraphDef.parseFrom(Files.readAllBytes(frozen));
            List<String> operations = graph.getNodeList().stream().map(NodeDef::getOp).toList();
            assertTrue(operations.contains("Const"), operations.toString());
            assertTrue(
                    operations.stream().noneMatch(operation -> operation.contains("Variable")),
                    operations.toString());
        }
        tf2ov(0, with(model, "convert", "-o", folder.resolve("one"), "-n", "x"));
        tf2ov(0, "convert", frozen, "--output", "logits", "-o", folder.resolve("two"), "-n", "x");
        for (String file : List.of("x.xml", "x.bin")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("one").resolve(file)),
                    Files.readAllBytes(folder.resolve("two").resolve(file)),
                    file);
        }
    }

    @Test
    void eventsHoldTheFrozenGraph() throws IOException {
        unzip("tf1-cnn");
        Path logs = folder.resolve("logs");
        Path model = folder.resolve("frozen.pb");

        tf2ov(0, "tensorboard", model, "--logdir", logs);

        Path file = logs.resolve("events.out.tfevents.0.frozen.v2");
        byte[] events = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(events).order(ByteOrder.LITTLE_ENDIAN);
        int first = (int) in.getLong(0);
        int second = (int) in.getLong(first + 16);
        Event event =
                Event.parseFrom(in.slice(first + 28, second)); // behind its size and a checksum
        assertEquals(events.length, first + second + 32);
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        GraphDefWriter.writeTo(ModelReader.read(model).graph(), graph);
        assertArrayEquals(graph.toByteArray(), event.getGraphDef().toByteArray());

        Path other = folder.resolve("other");
        tf2ov(
                0,
                "convert",
                model,
                "--output",
                "scores",
                "-o",
                folder.resolve("ir"),
                "--tensorboard_logdir",
                other);
        assertArrayEquals(events, Files.readAllBytes(other.resolve(file.getFileName())));
    }

    @Test
    void nothingIsWrittenFromADamagedCheckpoint() throws IOException {
        unzip("tf1-cnn");
        Path shard = folder.resolve("v2/model.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length / 2] ^= 16;
        Files.write(shard, bytes);

        for (String command : List.of("freeze", "convert")) {
            String said =
                    tf2ov(
                            3,
                            command,
                            "--input_model",
                            folder.resolve("graph.pb"),
                            "--input_checkpoint",
                            folder.resolve("v2"),
                            "-o",
                            folder.resolve("out"));
            assertTrue(said.contains(shard + " at byte "), said);
            assertTrue(said.contains("checksum (CRC-32C) is wrong"), said);
            assertTrue(Files.notExists(folder.resolve("out")));
        }
    }

    private static Object[] with(Object[] model, Object command, Object... more) {
        Object[] all = new Object[model.length + 1 + more.length];
        all[0] = command;
        System.arraycopy(model, 0, all, 1, model.length);
        System.arraycopy(more, 0, all, model.length + 1, more.length);
        return all;
    }
}
