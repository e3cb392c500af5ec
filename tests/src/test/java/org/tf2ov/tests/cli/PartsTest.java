package org.tf2ov.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.tensorflow.proto.VersionDef;
import org.tf2ov.cli.Tf2ov;

/// Parts of models, many models at once, and what is told of models that cannot be converted.
class PartsTest {
    private static final Path DEMO = Path.of("src/test/resources/demo");
    private static final String ONET = DEMO.resolve("onet.pb").toString();

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

    private void passes(Object... arguments) {
        Said said = tf2ov(arguments);
        assertEquals("", said.err());
        assertEquals(0, said.code());
    }

    /// Converts a part of the network in TensorFlow's layout.
    private String part(String name, String... options) {
        Object[] all =
                Stream.concat(
                                Stream.of("convert", ONET, "-o", folder, "-n", name),
                                Stream.concat(
                                        Stream.of("--disable_nhwc_to_nchw"), Stream.of(options)))
                        .toArray();
        passes(all);
        return folder.resolve(name + ".xml").toString();
    }

    private Path infer(String model, Path input, String answer) {
        Path out = folder.resolve(answer + ".npy");
        passes("infer", model, input, "--out", out);
        return out;
    }

    /// The floats behind the header of an array.
    private static float[] floats(Path npy) throws IOException {
        byte[] bytes = Files.readAllBytes(npy);
        var buffer = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int start = 10 + buffer.getShort(8);
        float[] floats = new float[(bytes.length - start) / 4];
        buffer.position(start).asFloatBuffer().get(floats);
        return floats;
    }

    @Test
    void twoPartsAreTheWhole() throws IOException {
        String pool = "o_net/maxpooling2/MaxPool";
        // The shape of the cut is inferred: in front of the third convolution, or behind the pool.
        for (String cut : List.of("0:o_net/conv3/Conv2D", pool + ":0")) {
            String first = part("first", "--output", pool);
            String second = part("second", "--input", cut);
            Path middle = infer(first, DEMO.resolve("face.input.npy"), "middle");
            // What TensorFlow says of the whole network.
            assertArrayEquals(
                    floats(DEMO.resolve("face.probability.npy")),
                    floats(infer(second, middle, "end")),
                    1e-5f);
        }
        String xml = Files.readString(folder.resolve("second.xml"));
        assertTrue(xml.contains("o_net/maxpooling2/MaxPool/placeholder_out_port_0"), xml);
    }

    @Test
    void aTypeIsCastAndAValueFreezes() throws IOException {
        String f64 = part("f64", "--input", "input[1,48,48,3]{f16}");
        assertTrue(Files.readString(Path.of(f64)).contains("element_type=\"f16\""));
        assertArrayEquals(
                floats(DEMO.resolve("face.probability.npy")),
                floats(infer(f64, DEMO.resolve("face.input.npy"), "half")),
                0.01f);
        Said said =
                tf2ov(
                        "convert",
                        ONET,
                        "-o",
                        folder,
                        "-n",
                        "frozen",
                        "--input",
                        "o_net/prelu4/add:0",
                        "--input",
                        "input[1,48,48,3]->1");
        assertEquals(2, said.code());
        assertTrue(said.err().contains("the value of 'input' has 1 element"), said.err());
    }

    @Test
    void cutsThatLeaveOutWhatCannotBeTranslated() throws IOException {
        Path model = folder.resolve("odd.pb");
        Files.write(
                model,
                GraphDef.newBuilder()
                        .setVersions(VersionDef.newBuilder().setProducer(1395))
                        .addNode(node("x", "Placeholder", "dtype"))
                        .addNode(node("a", "Neg", "T", "x"))
                        .addNode(node("odd", "Odd", "T", "a"))
                        .addNode(node("even", "Even", "T", "odd", "a"))
                        .addNode(node("b", "Abs", "T", "even"))
                        .addNode(node("y", "AddV2", "T", "b", "a"))
                        .build()
                        .toByteArray());
        Path file = folder.resolve("diagnostics.json");
        Said said = tf2ov("convert", model, "-o", folder, "--diagnostics", file);
        assertEquals(4, said.code());
        assertTrue(said.err().contains("node 'odd' (Odd)"), said.err());
        assertTrue(said.err().contains("node 'even' (Even)"), said.err());
        assertFalse(Files.exists(folder.resolve("odd.xml")));
        String text = Files.readString(file);
        for (String words :
                List.of(
                        "\"converted\" : false",
                        "\"code\" : \"not_supported\"",
                        "\"op\" : \"Odd\"",
                        "\"output\" : \"a\"",
                        "\"input\" : \"x,even:0[...]\"")) {
            assertTrue(text.contains(words), words + " in " + text);
        }
        // The advice is good.
        passes("convert", model, "-o", folder, "--output", "a");
        passes("convert", model, "-o", folder, "--input", "x,even:0[...]", "--diagnostics", file);
        assertTrue(Files.readString(file).contains("\"converted\" : true"));
    }

    private static NodeDef node(String name, String op, String type, String... inputs) {
        return NodeDef.newBuilder()
                .setName(name)
                .setOp(op)
                .addAllInput(List.of(inputs))
                .putAttr(type, AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
                .build();
    }

    @Test
    void manyModelsAtOnce() throws IOException {
        Path list = folder.resolve("list");
        StringBuilder lines = new StringBuilder("# all of them\n");
        for (int i = 0; i < 20; i++) {
            lines.append("m")
                    .append(i)
                    .append("\t--progress --log_level DEBUG -m '")
                    .append(ONET)
                    .append("' -b ")
                    .append(i + 1);
            lines.append('\n');
        }
        lines.append("bad\t--input_model ").append(ONET).append(" --output nothing\n");
        Files.writeString(list, lines);
        // A good IR of a model that fails now survives.
        Files.writeString(folder.resolve("bad.xml"), "old");
        Files.writeString(folder.resolve("m3.err"), "old");
        Said said = tf2ov("convert", "--batch", list, "-o", folder);
        assertEquals(4, said.code());
        assertTrue(said.out().contains("20 converted, 1 failed"), said.out());
        for (int i = 0; i < 20; i++) {
            String xml = Files.readString(folder.resolve("m" + i + ".xml"));
            assertTrue(xml.contains("shape=\"" + (i + 1) + ",3,48,48\""), xml.substring(0, 500));
        }
        assertFalse(Files.exists(folder.resolve("m3.err")));
        assertEquals("old", Files.readString(folder.resolve("bad.xml")));
        assertTrue(
                Files.readString(folder.resolve("bad.err"))
                        .contains("the model has no node 'nothing'"));
    }
}
