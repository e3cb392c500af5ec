package org.tf2ov.tf;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.problem.Tf2ovException;

/// Models of every form that we read as messages, damaged in every way: they are models still, or
/// one sentence says what is wrong. Nothing else may happen.
class DamagedFilesTest {
    private static final Path SAVED = Path.of("src/test/resources/saved");
    private static final int EACH = Integer.getInteger("tf2ov.fuzz.files", 400);

    private final Mutations mutations = new Mutations();

    @TempDir private Path directory;

    @Test
    void damagedModels() throws IOException {
        for (String model :
                List.of(
                        "tf2_module/saved_model.pb",
                        "tf1_model/saved_model.pb",
                        "keras3_export/saved_model.pb",
                        "tf1_meta/model.meta",
                        "tf1_meta/graph.pb",
                        "tf1_meta/graph.pbtxt")) {
            Path file = copy(model);
            byte[] whole = Files.readAllBytes(file);
            int refused = 0;
            for (int i = 0; i < EACH; i++) {
                if (!open(file, mutations.mutate(whole))) {
                    refused++;
                }
            }
            assertTrue(refused > 0, model + ": nothing was refused");
        }
    }

    @Test
    void truncatedModels() throws IOException {
        for (String model :
                List.of(
                        "tf2_module/saved_model.pb",
                        "tf1_meta/model.meta",
                        "tf1_meta/graph.pbtxt")) {
            Path file = copy(model);
            byte[] whole = Files.readAllBytes(file);
            for (int size = 0; size < whole.length; size += 1 + whole.length / EACH) {
                open(file, Arrays.copyOf(whole, size));
            }
        }
    }

    @Test
    void noise() throws IOException {
        Path file = directory.resolve("model.pb");
        for (int i = 0; i < EACH; i++) {
            byte[] bytes = new byte[1 + mutations.random.nextInt(300)];
            mutations.random.nextBytes(bytes);
            if (i % 3 == 0) {
                // So that it is text.
                for (int j = 0; j < bytes.length; j++) {
                    bytes[j] = (byte) (32 + Math.floorMod(bytes[j], 95));
                }
            }
            open(file, bytes);
        }
    }

    /// Whether the bytes are a model.
    private boolean open(Path file, byte[] bytes) throws IOException {
        Files.delete(Files.exists(file) ? file : Files.createFile(file));
        Files.write(file, bytes);
        boolean[] model = new boolean[1];
        mutations.watch(
                bytes,
                () -> {
                    try {
                        ModelReader.open(ModelSource.of(file));
                        model[0] = true;
                    } catch (Tf2ovException e) {
                        assertTrue(
                                e.getMessage().startsWith(directory.toString()),
                                () -> e.getMessage() + mutations.describe(bytes));
                    } catch (RuntimeException e) {
                        fail(e + mutations.describe(bytes), e);
                    }
                });
        return model[0];
    }

    /// A copy of the directory that a model is in.
    private Path copy(String model) throws IOException {
        Path from = SAVED.resolve(model).getParent();
        Path to = directory.resolve(from.getFileName().toString());
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Path copy = to.resolve(from.relativize(file).toString());
                    if (!Files.exists(copy)) {
                        Files.copy(file, copy);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to.resolve(SAVED.resolve(model).getFileName().toString());
    }
}
