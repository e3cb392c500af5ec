package org.tf2ov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tf2ov.tf.Format;
import org.tf2ov.tf.ModelSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Which model is meant, and which words are told when that is not clear.
class ModelOptionsTest {
    private static ModelSource source(String... arguments) {
        CommandSpec spec =
                CommandSpec.create()
                        .addPositional(Flags.positional(0, false, "0..1", "MODEL", "The model."));
        return ModelOptions.source(
                new CommandLine(ModelOptions.addTo(spec)).parseArgs(arguments), "convert");
    }

    private static void refuses(String words, String... arguments) {
        UsageException refused = assertThrows(UsageException.class, () -> source(arguments));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    @Test
    void everyWayToNameAModel() {
        assertEquals(ModelSource.of(Path.of("m")), source("m"));
        assertEquals(ModelSource.of(Path.of("m.pb")), source("-m", "m.pb"));
        assertEquals(
                ModelSource.of(Path.of("m.pb"), Format.GRAPH_AND_CHECKPOINT)
                        .withCheckpoint(Path.of("x.ckpt"))
                        .withText(true),
                source("-w", "m.pb", "--input_checkpoint", "x.ckpt", "--input_model_is_text"));
        assertEquals(
                ModelSource.of(Path.of("d/x.meta"), Format.META_GRAPH),
                source("--input_meta_graph", "d/x.data-00000-of-00002"));
        assertEquals(
                ModelSource.of(Path.of("d"), Format.SAVED_MODEL)
                        .withTags(Set.of("serve", "gpu"))
                        .withSignature("embed"),
                source(
                        "--saved_model_dir",
                        "d",
                        "--saved_model_tags",
                        "serve,gpu",
                        "--signature",
                        "embed"));
        assertEquals(
                Optional.of(Set.<String>of()),
                source("--saved_model_dir", "d", "--saved_model_tags=").tags());
    }

    @Test
    void misuse() {
        refuses("no model is given");
        refuses("two models, a.pb and b.pb", "b.pb", "-m", "a.pb");
        refuses(
                "two models: --input_model a and --saved_model_dir b",
                "-m",
                "a",
                "--saved_model_dir",
                "b");
        refuses(
                "a blank in 'serve, gpu'",
                "--saved_model_dir",
                "d",
                "--saved_model_tags",
                "serve, gpu");
        refuses("only a SavedModel has tags", "-m", "a.pb", "--saved_model_tags", "serve");
        refuses("does not end in .meta", "--input_meta_graph", "a.pb");
        refuses(
                "it does not go with --saved_model_dir",
                "--saved_model_dir",
                "d",
                "--input_checkpoint",
                "c");
        refuses("'onnx' is not a framework", "a.pb", "--framework", "onnx");
        refuses("the name of the model is empty", "");
    }

    @Test
    void defaultNames() {
        assertEquals("inception.v1", ModelOptions.defaultName(source("d/inception.v1.pb")));
        assertEquals("graph", ModelOptions.defaultName(source("graph")));
        assertEquals("model", ModelOptions.defaultName(source("d/.pb")));
        assertEquals("saved_model", ModelOptions.defaultName(source("--saved_model_dir", "d")));
        assertEquals("saved_model", ModelOptions.defaultName(source("src")));
    }
}
