package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.TextFormat;
import com.google.protobuf.TypeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tf2ov.problem.Tf2ovException;

/// The text forms of graphs, MetaGraphs and SavedModels.
class TextFormTest {
    private static final Path SAVED = Path.of("src/test/resources/saved");

    @TempDir private Path directory;

    @Test
    void aGraphThatTensorFlowWroteAsText() {
        assertEquals(
                graph(SAVED.resolve("tf1_meta/graph.pb")),
                graph(SAVED.resolve("tf1_meta/graph.pbtxt")));
    }

    @Test
    void aMetaGraphAndASavedModel() throws IOException {
        TypeRegistry types = TypeRegistry.newBuilder().add(AssetFileDef.getDescriptor()).build();
        MetaGraphDef meta =
                MetaGraphDef.parseFrom(Files.readAllBytes(SAVED.resolve("tf1_meta/model.meta")));
        Path file = directory.resolve("model.meta");
        Files.writeString(file, TextFormat.printer().usingTypeRegistry(types).printToString(meta));
        assertEquals(graph(SAVED.resolve("tf1_meta/model.meta")), graph(file));

        SavedModel saved =
                SavedModel.parseFrom(Files.readAllBytes(SAVED.resolve("tf1_model/saved_model.pb")));
        file = directory.resolve("saved_model.pbtxt");
        Files.writeString(file, TextFormat.printer().usingTypeRegistry(types).printToString(saved));
        Files.createDirectory(directory.resolve("assets"));
        Files.copy(
                SAVED.resolve("tf1_model/assets/words.txt"), directory.resolve("assets/words.txt"));
        TfModel text = ModelReader.open(ModelSource.of(directory));
        TfModel binary = ModelReader.open(ModelSource.of(SAVED.resolve("tf1_model")));
        assertEquals(MessageTwin.of(binary.graph()), MessageTwin.of(text.graph()));
        assertEquals(binary.signatures(), text.signatures());
        assertEquals(binary.collections(), text.collections());
    }

    @Test
    void everyFieldOfRandomGraphs() throws IOException {
        long seed = Long.getLong("tf2ov.fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            GraphDef graph = new RandomGraphs(random).graph();
            Path file = write("model.pbtxt", graph.toString());
            byte[] binary = TextForm.toBinary(org.tf2ov.tensor.MappedFile.open(file), "GraphDef");
            assertEquals(graph, GraphDef.parseFrom(binary), () -> "seed " + seed);
        }
    }

    @Test
    void contentAndNotTheNameDecides() throws IOException {
        Path text = write("model.pb", "# a comment\nnode { name: 'x' op: 'NoOp' }");
        assertEquals(
                List.of(text + " holds text, and is read as such in spite of its name."),
                ModelReader.open(ModelSource.of(text)).remarks());
        assertEquals(List.of(), ModelReader.open(ModelSource.of(text).withText(true)).remarks());

        Path binary = directory.resolve("model.pbtxt");
        Files.copy(SAVED.resolve("tf1_meta/graph.pb"), binary);
        assertEquals(
                List.of(binary + " holds a model in binary form, not text, and is read as such."),
                ModelReader.open(ModelSource.of(binary).withText(true)).remarks());
    }

    @Test
    void whatEditorsDoToTexts() throws IOException {
        for (String text :
                List.of(
                        "\ufeffnode { name: 'x' op: 'NoOp' }",
                        "node {\r\n  name: 'x'\r\n  op: 'NoOp'\r\n}\r\n",
                        "\n\n  node < name: 'x', op: \"No\" 'Op'; >")) {
            assertEquals(
                    "x = NoOp[]\n",
                    ModelReader.open(ModelSource.of(write("a.pbtxt", text))).graph().toString());
        }
    }

    @Test
    void numbersAreReadTheSameEverywhere() throws IOException {
        Path file =
                write(
                        "a.pbtxt",
                        "node { name: 'x' op: 'NoOp' attr { key: 'f' value { list { f: 1.5 f: -2e3"
                                + " f: nan f: -inf f: 1 } } } }");
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "tr-TR", "fa-IR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(
                        List.of(1.5f, -2000f, Float.NaN, Float.NEGATIVE_INFINITY, 1f),
                        ModelReader.open(ModelSource.of(file))
                                .graph()
                                .node("x")
                                .orElseThrow()
                                .reals("f"));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void mistakesAreNamedWithLineAndColumn() throws IOException {
        assertRefused(
                "node {\n  name: 'x' operation: 'y'\n  attrs { }\n}",
                "at line 2, column 13: a NodeDef has no field 'operation'\n",
                "at line 3, column 3: a NodeDef has no field 'attrs'");
        assertRefused(
                "node {\n  name: 'x'\n  op: 'Co",
                "at line 3, column 7: the file is cut short: it ends in the middle of a message");
        assertRefused(
                "node {\n  name: 'x'\n  op:",
                "at line 3, column 6: the file is cut short: it ends in the middle of a message");
        assertRefused(
                "node {\n  name: 'x'\n",
                "at line 3, column 1: the file is cut short: it ends in the middle of a message");
        assertRefused(
                "node { name: '\\q' }",
                "at line 1, column 14: this is not the text form of a model: Invalid escape"
                        + " sequence: '\\q'");
        assertRefused(
                "node { name: 'x' op: 'y' attr { key: 'T' value { type: DT_FLOTE } } }",
                "at line 1, column 56: this is not the text form of a model: Enum type"
                        + " \"tensorflow.DataType\" has no value named \"DT_FLOTE\".");
    }

    @Test
    void bracesNestOnlySoDeep() throws IOException {
        for (String brace : List.of("node { ", "a { ", "node < ")) {
            assertRefused(brace.repeat(100_000), "Message is nested too deep");
        }
    }

    @Test
    void aTextOfTenMegabytes() throws IOException {
        String name = "x".repeat(10_000_000);
        assertEquals(
                name,
                ModelReader.open(
                                ModelSource.of(
                                        write(
                                                "a.pbtxt",
                                                "node { name: '" + name + "' op: 'NoOp' }")))
                        .graph()
                        .nodes()
                        .getFirst()
                        .name());
    }

    @Test
    void otherEncodings() throws IOException {
        Path file = directory.resolve("a.pbtxt");
        Files.write(file, "node { name: 'x' }".getBytes(StandardCharsets.UTF_16));
        assertEquals(
                file + ": this is text in UTF-16. Save it in UTF-8.",
                assertThrows(Tf2ovException.class, () -> ModelReader.open(ModelSource.of(file)))
                        .getMessage());
        Files.write(file, "node { name: 'é' }".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(
                assertThrows(Tf2ovException.class, () -> ModelReader.open(ModelSource.of(file)))
                        .getMessage()
                        .startsWith(file + " at byte 14: this is not UTF-8."));
    }

    @Test
    void textThatIsNoModel() throws IOException {
        Path file = write("a.pbtxt", "model { ssd { num_classes: 90 } }");
        assertEquals(
                file + " at line 1, column 1: a GraphDef has no field 'model'",
                assertThrows(Tf2ovException.class, () -> ModelReader.open(ModelSource.of(file)))
                        .getMessage());
    }

    private static String graph(Path path) {
        return MessageTwin.of(ModelReader.open(ModelSource.of(path)).graph());
    }

    private void assertRefused(String text, String... parts) throws IOException {
        Path file = write("a.pbtxt", text);
        String message =
                assertThrows(Tf2ovException.class, () -> ModelReader.open(ModelSource.of(file)))
                        .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
