package org.tf2ov.tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.cli.Tf2ov;

/// `tf2ov inspect` of models that TensorFlow wrote, whole and damaged.
class InspectTest {
    private static final Path FORMATS = Path.of("src/test/resources/formats");

    @TempDir private Path folder;

    private static String inspect(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] all = new String[arguments.length + 1];
        all[0] = "inspect";
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = arguments[i].toString();
        }
        int code = Tf2ov.run(all, stream, stream);
        String said = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, code, () -> Arrays.toString(all) + said);
        return said;
    }

    private Path unzip(String name) throws IOException {
        Path target = folder.resolve(name);
        try (ZipFile zip = new ZipFile(FORMATS.resolve(name + ".zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
        return target;
    }

    private static void tells(String said, String... words) {
        for (String word : words) {
            assertTrue(said.contains(word), () -> word + " in " + said);
        }
    }

    @Test
    void everyMetaGraphOfASavedModel() throws IOException {
        Path model = unzip("tf1-tagged").resolve("saved_model");
        tells(
                inspect(model),
                "SavedModel, 3 files",
                "tags train",
                "tags serve",
                "tags gpu,serve",
                "signature",
                "variables");
        // Models that cannot be frozen are told of, too.
        Files.delete(model.resolve("variables/variables.index"));
        tells(inspect(model), "tags train", "frozen    not possible: ");
        // A damaged checkpoint is a remark.
        Files.writeString(model.resolve("variables/variables.index"), "no table");
        tells(inspect(model), "tags train", "The variables cannot be read: ");
    }

    @Test
    void inputsOutputsAndOperationsForPrograms() throws IOException {
        String said = inspect(unzip("tf2.21-cnn").resolve("saved_model"), "--json");
        tells(
                said,
                "\"format\" : \"SavedModel\"",
                "\"name\" : \"serving_default\"",
                "\"op\" : \"Conv2D\"",
                "\"translated\" : true",
                "\"untranslated\" : 0");
    }
}
