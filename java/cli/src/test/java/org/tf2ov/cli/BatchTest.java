package org.tf2ov.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.tf.ModelSource;

/// Lists of models: how they are read, and that one model's failure is nobody else's.
class BatchTest {
    @TempDir private Path folder;

    @Test
    void wordsAsInAShell() {
        assertEquals(
                List.of("-m", "my model.pb", "a\"b\\c", "x y", "", "[1, 2]", "é"),
                BatchList.words(" -m 'my model.pb'\t\"a\\\"b\\\\c\" x\\ y '' \"[1, 2]\" é "));
        assertThrows(IllegalArgumentException.class, () -> BatchList.words("a 'b"));
    }

    @Test
    void linesOfAList() throws IOException {
        Path list =
                Files.writeString(
                        folder.resolve("list"),
                        "\ufeff# models\r\n\r\na\t-m x.pb\r\n  # more\nb \t-b 2 x.pb\nc -m x.pb\n../d\tx.pb\n");
        List<BatchList.Entry> entries = BatchList.read(list);
        assertEquals(
                List.of("a", "b", "", ""), entries.stream().map(BatchList.Entry::name).toList());
        assertEquals(List.of("-b", "2", "x.pb"), entries.get(1).words());
        assertEquals(5, entries.get(1).line());
        assertTrue(entries.get(2).problem().orElseThrow().what().contains("no tabulator"));
        assertTrue(
                entries.get(3).problem().orElseThrow().what().contains("not the name of a file"));
    }

    private String run(List<String> names, Function<List<String>, ConvertJob> parser) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<BatchList.Entry> entries =
                names.stream()
                        .map(name ->
                                new BatchList.Entry(
                                        names.indexOf(name) + 1,
                                        name,
                                        List.of(name),
                                        Optional.empty()))
                        .toList();
        Batch batch = new Batch(entries, parser, folder, new Terminal(stream, stream, false));
        assertThrows(BatchFailedException.class, batch::run);
        return out.toString(StandardCharsets.UTF_8);
    }

    private ConvertJob missing(String name) {
        return new ConvertJob(
                ModelSource.of(folder.resolve(name + ".pb")),
                name,
                folder,
                ConvertOptions.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void whateverAModelThrows() throws IOException {
        AtomicInteger hungry = new AtomicInteger();
        String said =
                run(
                        List.of("deep", "hungry", "broken", "missing"),
                        words ->
                                switch (words.getFirst()) {
                                    case "deep" -> throw new StackOverflowError();
                                    case "hungry" -> {
                                        hungry.incrementAndGet();
                                        throw new OutOfMemoryError();
                                    }
                                    case "broken" -> throw new IllegalStateException("oops");
                                    default -> missing(words.getFirst());
                                });
        assertTrue(said.contains("0 converted, 4 failed"), said);
        assertEquals(2, hungry.get(), "is tried again alone");
        assertTrue(err("deep").contains("nested too deeply"), err("deep"));
        assertTrue(err("hungry").contains("MiB that Java may use"), err("hungry"));
        assertTrue(err("broken").contains("oops"), err("broken"));
        assertTrue(err("missing").contains("there is no such file"), err("missing"));
    }

    private String err(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".err"));
    }
}
