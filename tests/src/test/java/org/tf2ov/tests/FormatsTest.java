package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tf2ov.ov.runtime.Core;

/// Every form in which TensorFlow keeps a model converts to an IR that answers as TensorFlow does;
/// and forms of the same graph give the same IR.
///
/// `formats-pending.txt` lists the forms that don't, each with what is missing; one that works must
/// leave it.
class FormatsTest {
    private static final Path PENDING = Path.of("src/test/resources/formats-pending.txt");

    private static final Core CORE = new Core();

    private static final Map<String, Integer> PASSED = new TreeMap<>();

    @TempDir private Path folder;

    static List<String> models() throws IOException {
        return FormatCase.names();
    }

    @AfterAll
    static void end() {
        System.out.println("forms that answer as TensorFlow does: " + PASSED);
        CORE.close();
    }

    @ParameterizedTest
    @MethodSource("models")
    void answersAsTensorFlowDoes(String name) throws IOException {
        FormatCase model = FormatCase.unpack(name, folder.resolve("model"));
        Map<String, String> pending = pending();
        List<String> wrong = new ArrayList<>();
        Map<String, Map<String, String>> digests = new LinkedHashMap<>();
        int number = 0;
        for (FormatCase.Form form : model.forms()) {
            Path ir = Files.createDirectory(folder.resolve("ir" + number++));
            FormatRun.Outcome outcome = FormatRun.run(CORE, form, ir);
            boolean known = pending.containsKey(form.toString());
            if (outcome.failure().isPresent() && !known) {
                wrong.add(form + ": " + outcome.failure().get());
            } else if (outcome.failure().isEmpty() && known) {
                wrong.add(form + ": works now; take it out of " + PENDING);
            } else if (!known) {
                PASSED.merge(form.description().at("format").text(), 1, Integer::sum);
                form.ir()
                        .ifPresent(word ->
                                digests.computeIfAbsent(word, any -> new TreeMap<>())
                                        .put(form.toString(), outcome.digest().orElseThrow()));
            }
        }
        digests.forEach((word, all) -> {
            if (all.values().stream().distinct().count() > 1) {
                wrong.add("forms of '" + word + "' give different IRs: " + all);
            }
        });
        assertTrue(wrong.isEmpty(), () -> "\n" + String.join("\n", wrong) + "\n");
    }

    @Test
    void whatIsPendingIsThere() throws IOException {
        List<String> forms = new ArrayList<>();
        for (String name : FormatCase.names()) {
            Path to = folder.resolve(name);
            FormatCase.unpack(name, to).forms().forEach(form -> forms.add(form.toString()));
        }
        List<String> unknown =
                pending().keySet().stream().filter(form -> !forms.contains(form)).toList();
        assertEquals(List.of(), unknown, "forms in " + PENDING + " that no fixture has");
    }

    /// What is missing, by form: `tf1-cnn/frozen.pb: the reason`.
    private static Map<String, String> pending() throws IOException {
        Map<String, String> pending = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PENDING)) {
            int colon = line.indexOf(": ");
            if (!line.startsWith("#") && colon > 0) {
                pending.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return pending;
    }
}
