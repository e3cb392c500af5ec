package org.tf2ov.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tf2ov.cli.Tf2ov;

/// What the user of the command line sees: answers, and one clear sentence where there is none.
class CommandLineTest {
    private static final Path DEMO = Path.of("src/test/resources/demo");

    @TempDir private Path folder;

    private record Said(int code, String out, String err) {}

    private static Said tf2ov(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Tf2ov.run(
                        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void seesTheFaceAndNoneInTheCup() {
        Said said =
                tf2ov(
                        "convert",
                        "--input_model",
                        DEMO.resolve("onet.pb"),
                        "--output_dir",
                        folder,
                        "--infer",
                        DEMO.resolve("face.png"),
                        DEMO.resolve("cup.png"),
                        "--labels",
                        DEMO.resolve("labels.txt"),
                        "--mean_values",
                        "[127.5]",
                        "--scale",
                        "128");
        assertEquals("", said.err());
        assertEquals(0, said.code());
        // TensorFlow says 0.99988 and 1 - 0.0066 (expected.json)
        assertTrue(said.out().contains("99.99 %  face"), said.out());
        assertTrue(said.out().contains("99.34 %  no face"), said.out());
        assertTrue(Files.exists(folder.resolve("onet.xml")));
        assertTrue(Files.exists(folder.resolve("onet.bin")));
    }

    @Test
    void answersFromTheTensorFlowModelAndWritesNothing() throws IOException {
        Said said =
                tf2ov(
                        "infer",
                        DEMO.resolve("onet.pb"),
                        DEMO.resolve("face.png"),
                        "--mean",
                        "127.5",
                        "--scale",
                        "128",
                        "--json");
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().contains("\"probability\""), said.out());
        assertEquals(List.of(), files());
    }

    @Test
    void missingFile() throws IOException {
        refuses(3, "there is no such file", folder.resolve("missing.pb"));
    }

    @Test
    void directory() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        refuses(3, "there is no saved_model.pb in this directory", inner);
        Files.delete(inner);
    }

    @Test
    void everyTruncation() throws IOException {
        byte[] whole = Files.readAllBytes(DEMO.resolve("pnet.pb"));
        for (int length = 1; length < whole.length; length += 997) {
            Path file = Files.write(folder.resolve("cut.pb"), Arrays.copyOf(whole, length));
            Said said = tf2ov("convert", "--input_model", file, "--output_dir", folder);
            assertTrue(said.code() == 3 || said.code() == 4, length + ": " + said);
            assertSentence(said, "");
            Files.delete(file);
            assertEquals(List.of(), files());
        }
    }

    @Test
    void truncatedFileTellsTheOffset() throws IOException {
        byte[] whole = Files.readAllBytes(DEMO.resolve("onet.pb"));
        refuses(
                3,
                "at byte 700000",
                Files.write(folder.resolve("cut.pb"), Arrays.copyOf(whole, 700_000)));
    }

    @Test
    void textFile() throws IOException {
        refuses(
                3,
                "no operation",
                Files.writeString(folder.resolve("a.pb"), "node {\n  name: \"x\"\n}\n"));
    }

    @Test
    void unknownOperation() throws IOException {
        NodeDef odd = NodeDef.newBuilder().setName("odd").setOp("Odd").addInput("x").build();
        refuses(4, "node 'odd' (Odd)", write(placeholder(), odd));
    }

    @Test
    void everyUnknownOperationIsTold() throws IOException {
        NodeDef odd = NodeDef.newBuilder().setName("odd").setOp("Odd").addInput("x").build();
        NodeDef even = NodeDef.newBuilder().setName("even").setOp("Even").addInput("x").build();
        Path model = write(placeholder(), odd, even);
        Said said = tf2ov("convert", "--input_model", model, "--output_dir", folder);
        assertEquals(4, said.code());
        assertTrue(said.err().contains("'odd'") && said.err().contains("'even'"), said.err());
    }

    @Test
    void danglingInput() throws IOException {
        NodeDef relu = NodeDef.newBuilder().setName("relu").setOp("Relu").addInput("y").build();
        refuses(3, "relu", write(placeholder(), relu));
    }

    @Test
    void cycle() throws IOException {
        NodeDef a =
                NodeDef.newBuilder().setName("a").setOp("Add").addInput("x").addInput("b").build();
        NodeDef b = NodeDef.newBuilder().setName("b").setOp("Relu").addInput("a").build();
        NodeDef end = NodeDef.newBuilder().setName("end").setOp("Relu").addInput("b").build();
        refuses(4, "cycle", write(placeholder(), a, b, end));
    }

    private static NodeDef placeholder() {
        return NodeDef.newBuilder()
                .setName("x")
                .setOp("Placeholder")
                .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
                .build();
    }

    private Path write(NodeDef... nodes) throws IOException {
        return Files.write(
                folder.resolve("graph.pb"),
                GraphDef.newBuilder().addAllNode(List.of(nodes)).build().toByteArray());
    }

    private void refuses(int code, String words, Path model) throws IOException {
        List<Path> before = files();
        Said said = tf2ov("convert", "--input_model", model, "--output_dir", folder);
        assertEquals(code, said.code(), said.err());
        assertSentence(said, words);
        assertEquals(before, files(), "nothing is written");
    }

    private static void assertSentence(Said said, String words) {
        assertTrue(said.err().startsWith("tf2ov: error: "), said.err());
        assertTrue(said.err().contains(words), said.err());
        assertEquals(1, said.err().lines().count(), said.err());
        assertFalse(said.err().contains("\tat "), said.err());
        assertEquals("", said.out());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
