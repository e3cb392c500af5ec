package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tf2ov.convert.Translators;

/// Every operation that has a translator computes what TensorFlow computes, in every case.
///
/// What the converter refuses is listed in `ops-refused.txt` with the beginning of its words; a
/// refusal that is not listed is a failure, and so is a listed one that has gone. `OPERATIONS.md`
/// tells users what is covered. `-Dops=Conv2D,Pad` runs these operations only, `-Dops.write=true`
/// writes both files.
class OpConformanceTest {
    private static final Path REFUSED = Path.of("src/test/resources/ops-refused.txt");
    private static final Path PAGE = Path.of("OPERATIONS.md");

    /// @param cases how many there are
    /// @param passed how many agree with TensorFlow
    /// @param refused how many the converter does not translate
    private record Tally(int cases, int passed, int refused) {
        Tally plus(Tally other) {
            return new Tally(cases + other.cases, passed + other.passed, refused + other.refused);
        }

        Tally plus(OpConformance.Outcome outcome) {
            return switch (outcome) {
                case OpConformance.Passed _ -> new Tally(cases + 1, passed + 1, refused);
                case OpConformance.Refused _ -> new Tally(cases + 1, passed, refused + 1);
                case OpConformance.Failed _ -> new Tally(cases + 1, passed, refused);
            };
        }
    }

    @Test
    void computesWhatTensorFlowComputes() throws IOException {
        List<String> only =
                Arrays.stream(System.getProperty("ops", "").split(","))
                        .filter(name -> !name.isEmpty())
                        .toList();
        List<String> failures = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        Map<String, Tally> tallies = new TreeMap<>();
        List<String> untranslated = new ArrayList<>();
        Translators translators = Translators.builtIn();
        List<String> chosen = new ArrayList<>();
        for (String operation : OpCase.operations()) {
            if (only.isEmpty() || only.contains(operation)) {
                boolean known =
                        operation.startsWith("Composite_")
                                || operation.startsWith("Placeholder")
                                || translators.operations().contains(operation);
                (known ? chosen : untranslated).add(operation);
            }
        }
        for (Map.Entry<String, OpConformance.Outcome> each : run(chosen).entrySet()) {
            String test = each.getKey();
            OpConformance.Outcome outcome = each.getValue();
            tallies.merge(
                    test.substring(0, test.indexOf('/')),
                    new Tally(0, 0, 0).plus(outcome),
                    (tally, _) -> tally.plus(outcome));
            switch (outcome) {
                case OpConformance.Passed _ -> {}
                case OpConformance.Refused(String why) -> refuse(test, why, refusals, failures);
                case OpConformance.Failed(String why) -> failures.add(test + ": " + why);
            }
        }
        print(tallies, untranslated);
        failures.forEach(failure -> System.out.println("FAILED " + failure));
        assertEquals(List.of(), failures, failures.size() + " cases differ from TensorFlow");
        if (only.isEmpty()) {
            check(REFUSED, String.join("\n", refusals) + "\n");
            check(PAGE, page(tallies));
        }
    }

    /// Runs all cases of these operations, in two processes, and gives the outcomes in their order.
    private static Map<String, OpConformance.Outcome> run(List<String> operations) {
        int half = operations.size() / 2;
        List<List<String>> parts =
                List.of(operations.subList(0, half), operations.subList(half, operations.size()));
        // Threads of our own: the common pool has only one on two processors.
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        List<CompletableFuture<Map<String, OpConformance.Outcome>>> running =
                IntStream.range(0, parts.size())
                        .mapToObj(part ->
                                CompletableFuture.supplyAsync(
                                        () -> outcomes(parts.get(part), "worker-" + part), threads))
                        .toList();
        threads.shutdown();
        Map<String, OpConformance.Outcome> all = new LinkedHashMap<>();
        running.forEach(part -> all.putAll(part.join()));
        return all;
    }

    private static Map<String, OpConformance.Outcome> outcomes(
            List<String> operations, String worker) {
        Map<String, OpConformance.Outcome> outcomes = new LinkedHashMap<>();
        OpConformanceWorker.run(operations, worker, outcomes::put);
        return outcomes;
    }

    /// A committed file that has to say this, or is made to.
    private static void check(Path file, String text) throws IOException {
        if (Boolean.getBoolean("ops.write")) {
            Files.writeString(file, text);
        }
        Files.writeString(Path.of("target").resolve(file.getFileName()), text);
        assertEquals(
                Files.readString(file),
                text,
                file + " has changed; -Dops.write=true writes what is in target/ now");
    }

    private static String page(Map<String, Tally> tallies) {
        List<Map.Entry<String, Tally>> operations =
                tallies.entrySet().stream()
                        .filter(entry -> !entry.getKey().startsWith("Composite_"))
                        .toList();
        StringBuilder page =
                new StringBuilder(
                        """
                        # The operations of TensorFlow that tf2ov translates

                        Written by `OpConformanceTest`, which converts every case, runs it on the CPU plug-in, and compares values (to 1e-5, whole numbers
                        exactly), types and shapes with TensorFlow 2.21, and each layer's type with the one that the runtime infers. Cases come with
                        static dimensions, with all dimensions open, and with bounds such as 1..8. What is refused is refused in words, which
                        `src/test/resources/ops-refused.txt` lists.

                        | operation | cases | agree | refused |
                        |---|---:|---:|---:|
                        """);
        Tally total = new Tally(0, 0, 0);
        for (Map.Entry<String, Tally> entry : operations) {
            Tally tally = entry.getValue();
            total = total.plus(tally);
            page.append(row(entry.getKey(), tally));
        }
        page.append(row("**" + operations.size() + " operations**", total));
        Tally composites =
                tallies.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("Composite_"))
                        .map(Map.Entry::getValue)
                        .reduce(new Tally(0, 0, 0), Tally::plus);
        return page.append(row("small graphs of several", composites)).toString();
    }

    private static String row(String name, Tally tally) {
        return "| %s | %d | %d | %d |\n"
                .formatted(name, tally.cases(), tally.passed(), tally.refused());
    }

    /// Bounds tell more than open dimensions do, so that what is refused with them is refused
    /// without them, too; it is listed once.
    private static void refuse(
            String test, String why, List<String> refusals, List<String> failures) {
        String bounded = "/bounded";
        if (!test.endsWith(bounded)) {
            refusals.add(test + ": " + why);
            return;
        }
        String open = test.substring(0, test.length() - bounded.length()) + "/dynamic: ";
        if (refusals.stream().noneMatch(line -> line.startsWith(open))) {
            failures.add(test + ": refused, but not without bounds: " + why);
        }
    }

    private static void print(Map<String, Tally> tallies, List<String> untranslated) {
        System.out.printf("%-40s %6s %6s %8s%n", "operation", "cases", "passed", "refused");
        Tally total = new Tally(0, 0, 0);
        for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
            Tally tally = entry.getValue();
            System.out.printf(
                    "%-40s %6d %6d %8d%n",
                    entry.getKey(), tally.cases(), tally.passed(), tally.refused());
            total = total.plus(tally);
        }
        System.out.printf(
                "%-40s %6d %6d %8d%n",
                tallies.size() + " operations", total.cases(), total.passed(), total.refused());
        System.out.println("without a translator: " + String.join(" ", untranslated));
    }
}
