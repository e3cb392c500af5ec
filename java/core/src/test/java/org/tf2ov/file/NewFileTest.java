package org.tf2ov.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.problem.OutputException;

class NewFileTest {
    @TempDir Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void appearsWithItsFoldersAndReplacesWhatWasThere() throws IOException {
        Path file = folder.resolve("a/b");
        NewFile.write(file, "it", out -> out.write('1'));
        assertEquals("1", Files.readString(file));
        NewFile.write(file, "it", out -> out.write('2'));
        assertEquals("2", Files.readString(file));
        NewFile.write(folder.resolve("ü".repeat(127)), "it", out -> out.write('3'));
        assertEquals(List.of("a", "ü".repeat(127)), names());
    }

    @Test
    void failingLeavesEverythingAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "before");
        OutputException full =
                assertThrows(
                        OutputException.class,
                        () ->
                                NewFile.write(
                                        file,
                                        "the graph",
                                        out -> {
                                            out.write(new byte[1 << 20]);
                                            throw new UncheckedIOException(
                                                    new IOException("No space left on device"));
                                        }));
        assertTrue(
                full.getMessage()
                        .contains("x: the graph cannot be written: No space left on device"),
                full.getMessage());
        assertThrows(
                IllegalStateException.class,
                () ->
                        NewFile.write(
                                file,
                                "it",
                                _ -> {
                                    throw new IllegalStateException();
                                }));
        assertEquals("before", Files.readString(file));
        assertEquals(List.of("x"), names());
    }

    @Test
    void aFolderIsNotReplaced() {
        OutputException refused =
                assertThrows(OutputException.class, () -> NewFile.write(folder, "it", _ -> {}));
        assertTrue(refused.getMessage().contains("this is a folder"), refused.getMessage());
    }
}
