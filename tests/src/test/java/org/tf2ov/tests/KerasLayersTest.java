package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.pass.Cut;

/// Every layer of Keras, read from `.h5` and `.keras` without Keras, computes what it computes
/// there.
///
/// What is refused is listed in `keras-refused.txt` with the beginning of its words; a refusal that
/// is not listed is a failure, and so is a listed one that has gone. `-Dlayers=Dense,Conv2D` runs
/// these only.
class KerasLayersTest {
    private static final Path REFUSED = Path.of("src/test/resources/keras-refused.txt");

    @Test
    void computesWhatKerasComputes() throws IOException, InterruptedException {
        List<String> only =
                Arrays.stream(System.getProperty("layers", "").split(",", -1))
                        .filter(name -> !name.isEmpty())
                        .toList();
        List<String> groups =
                KerasCase.groups().stream()
                        .filter(group ->
                                only.isEmpty()
                                        || only.contains(group.substring(group.indexOf('/') + 1)))
                        .toList();
        List<String> failures = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        int[] passed = new int[1];
        KerasConformance.run(
                groups,
                (test, outcome) -> {
                    if (outcome.equals("passed")) {
                        passed[0]++;
                    } else if (outcome.startsWith("refused: ")) {
                        refusals.add(test + ": " + outcome.substring("refused: ".length()));
                    } else {
                        failures.add(test + ": " + outcome);
                    }
                });
        System.out.println(
                groups.size()
                        + " groups of Keras layers: "
                        + passed[0]
                        + " cases passed, "
                        + refusals.size()
                        + " refused, "
                        + failures.size()
                        + " failed");
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/keras-refused.txt"), refusals);
        Files.write(Path.of("target/keras-failed.txt"), failures);
        assertEquals(List.of(), failures, failures.size() + " cases differ from Keras");
        if (only.isEmpty()) {
            assertEquals(
                    Files.readString(REFUSED),
                    refusals.isEmpty() ? "" : String.join("\n", refusals) + "\n",
                    "what is refused has changed: see target/keras-refused.txt");
            assertTrue(passed[0] > 1400, "cases: " + passed[0]);
        }
    }

    /// Where a dimension of an input is open, the user can say it.
    @Test
    void inputsTakeTheShapesThatTheUserSays(@TempDir Path folder) throws IOException {
        KerasCase test =
                KerasCase.of("keras3/LSTM").stream()
                        .filter(each -> each.name().endsWith("open_time.keras"))
                        .findFirst()
                        .orElseThrow();
        Path file = folder.resolve("model.keras");
        Files.write(file, test.model());
        Cut cut = Cut.NONE.withShapes(List.of(PartialShape.of(2, 4, 3)));
        FrozenModel model = ModelReader.read(ModelSource.of(file), cut);
        assertEquals(
                "2,5", model.signature().orElseThrow().outputs().get("lstm").shape().toString());
    }
}
