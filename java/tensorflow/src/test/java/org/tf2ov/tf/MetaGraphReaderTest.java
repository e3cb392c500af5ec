package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.problem.Tf2ovException;

/// Graphs with a checkpoint, as TensorFlow 1.15 wrote them (`saved/make.py`).
class MetaGraphReaderTest {
    private static final Path SAVED = Path.of("src/test/resources/saved/tf1_meta");

    @TempDir private Path directory;

    @Test
    void aMetaGraphFindsItsCheckpoint() {
        TfModel model = ModelReader.open(ModelSource.of(SAVED.resolve("model.meta")));

        assertEquals(Format.META_GRAPH, model.format());
        assertEquals(List.of("y:0"), model.collections().get("ends"));
        assertEquals(List.of("w:0", "b:0"), model.collections().get("variables"));
        assertEquals(Optional.empty(), model.chosen());
        assertEquals(Map.of(), model.variableKeys());
        assertVariables(model);
    }

    @Test
    void theOtherFilesOfACheckpointNameItToo() {
        for (String name : List.of("model.index", "model.data-00000-of-00001", "model")) {
            assertVariables(
                    ModelReader.open(ModelSource.of(SAVED.resolve(name), Format.META_GRAPH)));
        }
    }

    @Test
    void aGraphAndACheckpoint() {
        for (String checkpoint : List.of("model", "model.index", "old.ckpt")) {
            TfModel model =
                    ModelReader.open(
                            ModelSource.of(SAVED.resolve("graph.pb"))
                                    .withCheckpoint(SAVED.resolve(checkpoint)));
            assertEquals(Format.GRAPH_AND_CHECKPOINT, model.format());
            assertVariables(model);
        }
    }

    @Test
    void aMetaGraphWithoutItsCheckpoint() throws IOException {
        Path file = directory.resolve("model.meta");
        Files.copy(SAVED.resolve("model.meta"), file);
        Files.createDirectory(directory.resolve("model"));
        TfModel model = ModelReader.open(ModelSource.of(file));

        assertEquals(Optional.empty(), model.variables().value("w"));
        assertEquals(
                directory.resolve("model") + ".index, which does not exist",
                model.variables().place());
    }

    @Test
    void aGraphIsNoMetaGraph() {
        assertEquals(
                SAVED.resolve("graph.pb")
                        + ": this is no MetaGraph. It looks like a graph: name it by"
                        + " --input_model.",
                message(ModelSource.of(SAVED.resolve("graph.pb"), Format.META_GRAPH)));
    }

    @Test
    void aMetaGraphIsTakenForOneByWhateverName() throws IOException {
        Path file = directory.resolve("model.pb");
        Files.copy(SAVED.resolve("model.meta"), file);
        TfModel model =
                ModelReader.open(ModelSource.of(file).withCheckpoint(SAVED.resolve("model")));

        assertEquals(Format.META_GRAPH, model.format());
        assertVariables(model);
    }

    @Test
    void anIndexWithoutAMetaGraph() throws IOException {
        Files.copy(SAVED.resolve("model.index"), directory.resolve("model.index"));
        String message =
                message(ModelSource.of(directory.resolve("model.index"), Format.META_GRAPH));
        assertTrue(message.startsWith(directory.resolve("model.meta") + ": "), message);
    }

    private static void assertVariables(TfModel model) {
        assertEquals(
                "[1.0, 2.0, 3.0, 4.0]",
                Arrays.toString(model.variables().value("w").orElseThrow().weights().floats()));
        assertEquals(
                "[5.0, 6.0]",
                Arrays.toString(model.variables().value("b").orElseThrow().weights().floats()));
    }

    private static String message(ModelSource source) {
        return assertThrows(Tf2ovException.class, () -> ModelReader.open(source)).getMessage();
    }
}
