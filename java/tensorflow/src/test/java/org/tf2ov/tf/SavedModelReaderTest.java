package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;

/// SavedModels that TensorFlow 1.15, 2.15 and 2.21 wrote (`saved/make.py`), and some that are
/// wrong.
class SavedModelReaderTest {
    @TempDir private Path directory;

    @Test
    void aModuleOfTensorFlow2() {
        TfModel model = open("tf2_module");

        assertEquals(Format.SAVED_MODEL, model.format());
        assertEquals(Set.of("serve"), model.tags());
        assertEquals(Set.of("line", "look"), model.signatures().keySet());
        assertEquals(
                Map.of(
                        "x",
                        new Signature.Port(
                                "line_x:0", org.tf2ov.tf.DataType.FLOAT, PartialShape.of(-1, 2))),
                model.signatures().get("line").inputs());
        assertEquals(Optional.empty(), model.chosen());
        assertEquals(
                List.of(
                        "None of the signatures 'line', 'look' is called 'serving_default', and"
                                + " none was chosen."),
                model.remarks());
        Tf2ovException e =
                assertThrows(Tf2ovException.class, () -> ModelReader.read(saved("tf2_module")));
        assertEquals(
                saved("tf2_module")
                        + ": the model has the signatures 'line', 'look', and none is called"
                        + " 'serving_default'. Choose one by --signature.",
                e.getMessage());
        assertEquals(2, e.code().exitCode());
        assertEquals(
                "line",
                ModelReader.open(ModelSource.of(saved("tf2_module")).withSignature("line"))
                        .chosen()
                        .orElseThrow());
        assertEquals(
                Map.of(
                        "weight_1", "first/.ATTRIBUTES/VARIABLE_VALUE",
                        "weight", "second/.ATTRIBUTES/VARIABLE_VALUE",
                        "unused", "unused/.ATTRIBUTES/VARIABLE_VALUE"),
                model.variableKeys());
        assertEquals(
                List.of("[1.0, 2.0, 3.0, 4.0]", "[10.0, 20.0]"),
                List.of(numbers(model, "weight_1"), numbers(model, "weight")));
    }

    @Test
    void aGraphOfTensorFlow1WithTwoMetaGraphs() {
        TfModel model = open("tf1_model");

        assertEquals(Set.of("serve"), model.tags());
        assertEquals(Optional.of("serving_default"), model.chosen());
        assertEquals(
                List.of(
                        "The MetaGraph with the tags 'serve' was taken; there are also"
                                + " 'serve,train'."),
                model.remarks());
        assertEquals(
                List.of("parts/part_0:0", "parts/part_1:0", "parts/part_2:0", "scale:0"),
                model.collections().get("variables"));
        assertEquals(
                Set.of("serve", "train"),
                ModelReader.open(
                                ModelSource.of(saved("tf1_model"))
                                        .withTags(Set.of("train", "serve")))
                        .tags());
        assertEquals(
                saved("tf1_model/saved_model.pb")
                        + ": no MetaGraph has exactly the tags 'train'. There are 'serve' and"
                        + " 'serve,train': choose one by --saved_model_tags.",
                message(ModelSource.of(saved("tf1_model")).withTags(Set.of("train"))));
        assertEquals(
                Map.of(
                        "parts/part_0", "parts 4 2 0,2:0,2",
                        "parts/part_1", "parts 4 2 2,1:0,2",
                        "parts/part_2", "parts 4 2 3,1:0,2"),
                model.variableKeys());
        assertEquals(
                List.of("[0.0, 1.0, 2.0, 3.0]", "[4.0, 5.0]", "[6.0, 7.0]", "[2.0, 3.0]"),
                List.of(
                        numbers(model, "parts/part_0"),
                        numbers(model, "parts/part_1"),
                        numbers(model, "parts/part_2"),
                        numbers(model, "scale")));
    }

    @Test
    void tablesAreFilledFromAssets() {
        TfGraph one = open("tf1_model").graph();
        TfNode fill = one.node("text_file_init/InitializeTableFromTextFileV2").orElseThrow();
        assertTable(
                fill,
                one.node(fill.dataInputs().get(1).node()).orElseThrow(),
                one.node(fill.dataInputs().get(2).node()).orElseThrow());

        TfFunction two = initializer(open("tf2_module").graph());
        List<TfNode> nodes = two.nodes();
        assertEquals(
                "[text_file_init_initializetablefromtextfilev2_table_handle,"
                        + " text_file_init/InitializeTableFromTextFileV2/keys:output:0,"
                        + " text_file_init/InitializeTableFromTextFileV2/values:output:0]",
                nodes.get(2).inputs().toString());
        assertTable(nodes.get(2), nodes.get(0), nodes.get(1));
    }

    private static TfFunction initializer(TfGraph graph) {
        return graph.functions().values().stream()
                .filter(function -> function.name().contains("initializer"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertTable(TfNode fill, TfNode keys, TfNode values) {
        assertEquals("InitializeTableV2", fill.op());
        assertEquals(org.tf2ov.tf.DataType.STRING, fill.type("Tkey"));
        assertEquals(org.tf2ov.tf.DataType.INT64, fill.type("Tval"));
        assertEquals(
                List.of("red", "green", "blue"),
                keys.strings("value").stream()
                        .map(text -> new String(text, StandardCharsets.UTF_8))
                        .toList());
        assertEquals("[0, 1, 2]", Arrays.toString(values.weights("value").longs()));
    }

    @Test
    void tablesAreFilledFromTheCheckpoint() {
        TfGraph graph = open("tf2_table").graph();
        TfNode fill =
                graph.nodes().stream()
                        .filter(node -> node.op().equals("LookupTableImportV2"))
                        .findFirst()
                        .orElseThrow();
        List<TfNode> inputs =
                fill.dataInputs().stream()
                        .map(edge -> graph.node(edge.node()).orElseThrow())
                        .toList();
        assertEquals("MutableHashTableV2", inputs.get(0).op());
        assertEquals("[7]", Arrays.toString(inputs.get(1).weights("value").longs()));
        assertEquals("[0.5]", Arrays.toString(inputs.get(2).weights("value").floats()));
        assertTrue(
                graph.functions().values().stream()
                        .filter(function -> function.name().contains("traced_restore"))
                        .flatMap(function -> function.nodes().stream())
                        .noneMatch(node -> node.op().startsWith("LookupTableImport")));
    }

    @Test
    void assetsThatAreMissingOrElsewhere() throws IOException {
        Path model = saved("tf2_module/saved_model.pb");
        Files.copy(model, directory.resolve("saved_model.pb"));
        Path words = directory.resolve("assets/words.txt");
        assertEquals(
                words + ": there is no such file, but the model needs it",
                message(ModelSource.of(directory)));

        Files.createDirectories(words.getParent());
        Path secret = Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(words, secret);
        assertEquals(
                words
                        + ": this is a link that leads out of the model's directory. If that is"
                        + " intended, copy the model with all that its links lead to: cp -rL.",
                message(ModelSource.of(directory)));

        for (String name : List.of("../secret.txt", "/etc/passwd", "a/../../secret.txt", "")) {
            SavedModel.Builder evil = SavedModel.parseFrom(Files.readAllBytes(model)).toBuilder();
            evil.getMetaGraphsBuilder(0).getAssetFileDefBuilder(0).setFilename(name);
            assertRefused(
                    "the asset '" + name + "' is not a name within the model's assets directory",
                    evil.build());
        }
    }

    @Test
    void modelsOfKeras() {
        for (String name : List.of("keras2_save", "keras3_export", "keras3_saved_model")) {
            TfModel model = open(name);
            assertEquals(Optional.of("serving_default"), model.chosen(), name);
            assertEquals(List.of(), model.remarks());
            String call =
                    TfEdge.parse(
                                    model.signature()
                                            .orElseThrow()
                                            .outputs()
                                            .values()
                                            .iterator()
                                            .next()
                                            .tensor())
                            .node();
            List<TfNode> captured =
                    model.graph().node(call).orElseThrow().dataInputs().stream()
                            .map(edge -> model.graph().node(edge.node()).orElseThrow())
                            .filter(node -> node.op().equals("VarHandleOp"))
                            .toList();
            assertEquals(8, captured.size(), name);
            for (TfNode variable : captured) {
                TfTensor value = value(model, variable.text("shared_name"));
                assertEquals(variable.shape("shape"), value.shape(), variable.name());
                assertEquals(variable.type("dtype"), value.type(), variable.name());
            }
        }
        assertEquals(
                "optimizer/_trainable_variables/0/.ATTRIBUTES/VARIABLE_VALUE",
                open("keras3_saved_model").variableKeys().get("sequential_1/one/kernel"));
    }

    private static TfTensor value(TfModel model, String variable) {
        return model.variables()
                .value(model.variableKeys().getOrDefault(variable, variable))
                .orElseThrow();
    }

    private static String numbers(TfModel model, String variable) {
        return Arrays.toString(value(model, variable).weights().floats());
    }

    @Test
    void theFileNamesTheModelToo() {
        assertEquals(
                open("tf2_module").graph().toString(),
                ModelReader.open(ModelSource.of(saved("tf2_module/saved_model.pb")))
                        .graph()
                        .toString());
    }

    @Test
    void aSignatureThatIsNotThere() {
        assertEquals(
                saved("tf2_module/saved_model.pb")
                        + ": there is no signature 'serve'. There are 'line', 'look'.",
                message(ModelSource.of(saved("tf2_module")).withSignature("serve")));
    }

    @Test
    void twoMetaGraphsWithTheSameTags() throws IOException {
        MetaGraphDef one = metaGraph("x:0", "serve");
        assertRefused(
                "2 MetaGraphs have the same tags, 'serve'",
                SavedModel.newBuilder().addMetaGraphs(one).addMetaGraphs(one).build());
    }

    @Test
    void noMetaGraphAtAll() throws IOException {
        assertRefused(
                "there is no MetaGraph in this SavedModel",
                SavedModel.newBuilder().setSavedModelSchemaVersion(1).build());
    }

    @Test
    void theOnlyMetaGraphNeedsNoTags() throws IOException {
        write(SavedModel.newBuilder().addMetaGraphs(metaGraph("x:0")).build());
        assertEquals(
                List.of("The MetaGraph with no tags was taken, which is the only one."),
                ModelReader.open(ModelSource.of(directory)).remarks());
    }

    @Test
    void aSignatureOfATensorThatIsNotThere() throws IOException {
        assertRefused(
                "signature 'only': its output 'out' is the tensor 'y:0', which is not in the"
                        + " graph",
                SavedModel.newBuilder().addMetaGraphs(metaGraph("y:0", "serve")).build());
    }

    @Test
    void aModelOneLevelDeeper() {
        assertEquals(
                saved("")
                        + ": there is no saved_model.pb in this directory. Such directories are"
                        + " SavedModels. Did you mean "
                        + String.join(
                                " or ",
                                List.of(
                                                "keras2_save",
                                                "keras3_export",
                                                "keras3_saved_model",
                                                "tf1_model",
                                                "tf2_module",
                                                "tf2_table")
                                        .stream()
                                        .map(name -> saved(name).toString())
                                        .toList())
                        + "?",
                message(ModelSource.of(saved(""))));
    }

    private void assertRefused(String what, SavedModel model) throws IOException {
        write(model);
        assertEquals(
                directory.resolve("saved_model.pb") + ": " + what,
                message(ModelSource.of(directory)));
    }

    private void write(SavedModel model) throws IOException {
        Files.write(
                directory.resolve("saved_model.pb"),
                model.toBuilder().setSavedModelSchemaVersion(1).build().toByteArray());
    }

    private static MetaGraphDef metaGraph(String output, String... tags) {
        return MetaGraphDef.newBuilder()
                .setMetaInfoDef(
                        MetaGraphDef.MetaInfoDef.newBuilder()
                                .addAllTags(List.of(tags))
                                .setTensorflowVersion("2.21.0"))
                .setGraphDef(
                        GraphDef.newBuilder()
                                .addNode(NodeDef.newBuilder().setName("x").setOp("Placeholder")))
                .putSignatureDef(
                        "only",
                        SignatureDef.newBuilder()
                                .putOutputs(
                                        "out",
                                        TensorInfo.newBuilder()
                                                .setName(output)
                                                .setDtype(DataType.DT_FLOAT)
                                                .build())
                                .build())
                .build();
    }

    private static String message(ModelSource source) {
        return assertThrows(Tf2ovException.class, () -> ModelReader.open(source)).getMessage();
    }

    private static TfModel open(String name) {
        return ModelReader.open(ModelSource.of(saved(name)));
    }

    private static Path saved(String name) {
        return Path.of("src/test/resources/saved", name);
    }
}
