package org.tf2ov.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.tf2ov.file.NewFile;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;

/// Converts many models in one process, several at a time.
///
/// A model that fails leaves `NAME.err` with what is wrong, and the others go on. Whatever it
/// throws, an exhausted stack or heap included, is its own failure: one that ran out of memory is
/// tried again when nothing runs beside it.
final class Batch {
    /// How a model came out.
    private record Outcome(
            BatchList.Entry entry,
            Optional<Map<String, Object>> converted,
            List<String> remarks,
            Optional<Throwable> failure,
            List<Path> errors) {}

    /// The most problems of a model that its file tells.
    private static final int MOST_TOLD = 1000;

    private final List<BatchList.Entry> entries;
    private final Function<List<String>, ConvertJob> parser;
    private final Path folder;
    private final Terminal terminal;
    private final Map<Path, Integer> taken = new HashMap<>();

    /// @param parser reads the options of one model
    /// @param folder where messages go of models whose options do not say where
    Batch(
            List<BatchList.Entry> entries,
            Function<List<String>, ConvertJob> parser,
            Path folder,
            Terminal terminal) {
        this.entries = entries;
        this.parser = parser;
        this.folder = folder;
        this.terminal = terminal;
    }

    /// Converts all of them and says how they came out.
    ///
    /// @throws UnsupportedModelException if some failed
    void run() {
        long start = System.nanoTime();
        List<Outcome> outcomes = new ArrayList<>();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService crew =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("convert-", 1).factory())) {
            List<Future<Outcome>> running =
                    entries.stream().map(entry -> crew.submit(() -> convert(entry))).toList();
            for (int i = 0; i < running.size(); i++) {
                outcomes.add(outcome(entries.get(i), running.get(i)));
                tell(outcomes.getLast());
            }
        }
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).failure().filter(OutOfMemoryError.class::isInstance).isPresent()) {
                outcomes.set(i, again(outcomes.get(i)));
            }
        }
        summary(outcomes, (System.nanoTime() - start) / 1e9);
    }

    private static Outcome outcome(BatchList.Entry entry, Future<Outcome> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(entry, e, List.of());
        } catch (java.util.concurrent.ExecutionException e) {
            return failed(entry, e.getCause(), List.of()); // not even its message could be written
        }
    }

    private Outcome again(Outcome before) {
        forget(before.entry());
        Outcome outcome = convert(before.entry());
        if (outcome.failure().isEmpty()) {
            terminal.remark(
                    before.entry().name() + " was converted alone, when there was more memory");
        }
        return outcome;
    }

    private Outcome convert(BatchList.Entry entry) {
        Path errors = entry.name().isEmpty() ? null : folder.resolve(entry.name() + ".err");
        try {
            if (entry.problem().isPresent()) {
                throw new Tf2ovException(entry.problem().get());
            }
            ConvertJob job = parser.apply(words(entry));
            errors = job.folder().resolve(job.name() + ".err");
            claim(errors, entry);
            Converted converted = job.run();
            Files.deleteIfExists(errors); // of an earlier run
            return new Outcome(
                    entry,
                    Optional.of(converted.document()),
                    converted.remarks(),
                    Optional.empty(),
                    List.of());
        } catch (Throwable e) { // of this model only
            return failed(entry, e, write(errors, e));
        }
    }

    private static Outcome failed(BatchList.Entry entry, Throwable e, List<Path> errors) {
        return new Outcome(entry, Optional.empty(), List.of(), Optional.of(e), errors);
    }

    private static List<String> words(BatchList.Entry entry) {
        List<String> words = new ArrayList<>(entry.words());
        boolean named =
                words.stream()
                        .anyMatch(word ->
                                word.equals("-n")
                                        || word.replace('-', '_').startsWith("__model_name"));
        if (!named) {
            words.add("--model_name");
            words.add(entry.name());
        }
        return words;
    }

    /// Two models must not write the same files.
    private void claim(Path errors, BatchList.Entry entry) {
        synchronized (taken) {
            Integer line = taken.putIfAbsent(errors.toAbsolutePath().normalize(), entry.line());
            if (line != null) {
                throw new UsageException(
                        "line " + entry.line(),
                        "the model of line " + line + " has the same name and folder",
                        "Give it another name.");
            }
        }
    }

    private void forget(BatchList.Entry entry) {
        synchronized (taken) {
            taken.values().removeIf(line -> line == entry.line());
        }
    }

    private List<Path> write(Path errors, Throwable failure) {
        // The message of a second model of the same name would replace that of the first.
        if (errors == null || failure instanceof UsageException usage && isTaken(usage)) {
            return List.of();
        }
        List<Problem> problems = Failures.problems(failure, false);
        StringBuilder lines = new StringBuilder();
        for (Problem problem : problems.subList(0, Math.min(MOST_TOLD, problems.size()))) {
            lines.append(Terminal.visible(problem.toString())).append('\n');
        }
        if (problems.size() > MOST_TOLD) {
            lines.append("and ").append(problems.size() - MOST_TOLD).append(" more problems\n");
        }
        String text = lines.toString();
        try {
            NewFile.write(
                    errors, "the file", out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            return List.of(errors);
        } catch (Tf2ovException e) {
            failure.addSuppressed(e);
            return List.of();
        }
    }

    private static boolean isTaken(UsageException usage) {
        return usage.problems().getFirst().where().filter(at -> at.startsWith("line ")).isPresent();
    }

    private void tell(Outcome outcome) {
        String name =
                outcome.entry().name().isEmpty()
                        ? "line " + outcome.entry().line()
                        : outcome.entry().name();
        outcome.remarks().forEach(remark -> terminal.remark(name + ": " + remark));
        if (outcome.failure().isPresent()) {
            List<Problem> problems = Failures.problems(outcome.failure().get(), false);
            String more =
                    problems.size() > 1 ? " (and " + (problems.size() - 1) + " more problems)" : "";
            terminal.say("failed", name + ": " + problems.getFirst() + more);
        }
    }

    private void summary(List<Outcome> outcomes, double seconds) {
        long failed = outcomes.stream().filter(outcome -> outcome.failure().isPresent()).count();
        long converted = outcomes.size() - failed;
        terminal.say(
                "batch",
                String.format(
                        Locale.ROOT,
                        "%d converted, %d failed, %.2f s",
                        converted,
                        failed,
                        seconds));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("converted", converted);
        document.put("failed", failed);
        document.put("seconds", Math.round(seconds * 1000) / 1000.0);
        document.put("models", outcomes.stream().map(Batch::describe).toList());
        terminal.document(document);
        if (failed > 0) {
            throw new BatchFailedException(failed, outcomes.size());
        }
    }

    private static Map<String, Object> describe(Outcome outcome) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", outcome.entry().name());
        facts.put("line", outcome.entry().line());
        facts.put("passed", outcome.failure().isEmpty());
        outcome.converted().ifPresent(facts::putAll);
        outcome.failure().ifPresent(failure -> facts.putAll(Diagnostics.document(failure)));
        outcome.errors().forEach(file -> facts.put("err", file));
        return facts;
    }
}
