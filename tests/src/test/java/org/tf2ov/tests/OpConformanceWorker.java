package org.tf2ov.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Runs conformance cases in a process of its own: a case in which the runtime takes the process
/// down is one failed case, and the next process goes on behind it.
final class OpConformanceWorker {
    private static final String RUNNING = "running ";
    private static final String OUTCOME = "outcome ";

    private OpConformanceWorker() {}

    /// Runs all cases of these operations.
    ///
    /// @param name begins the names of the process's files in `target`
    /// @param outcomes is told each case and what became of it
    static void run(
            List<String> operations,
            String name,
            BiConsumer<String, OpConformance.Outcome> outcomes) {
        try {
            runAll(operations, name, outcomes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void runAll(
            List<String> operations,
            String name,
            BiConsumer<String, OpConformance.Outcome> outcomes)
            throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(operations);
        String behind = "";
        String crashed = "";
        while (!left.isEmpty()) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-XX:+UseSerialGC",
                                    "-Xmx2g",
                                    "-XX:ErrorFile=target/" + name + "-hs_err.log",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    OpConformanceWorker.class.getName(),
                                    behind));
            command.addAll(left);
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(Path.of("target", name + ".log").toFile())
                            .start();
            String running = "";
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(RUNNING)) {
                        running = line.substring(RUNNING.length());
                    } else if (line.startsWith(OUTCOME)) {
                        outcomes.accept(running, parse(line.substring(OUTCOME.length())));
                        behind = running;
                        running = "";
                    }
                }
            }
            int code = process.waitFor();
            if (running.isEmpty()) {
                if (code != 0) {
                    throw new IOException("the worker failed: see target/" + name + ".log");
                }
                return;
            }
            if (running.equals(crashed)) {
                outcomes.accept(
                        running,
                        new OpConformance.Failed("the runtime ended the process, code " + code));
                behind = running;
            } else {
                System.out.println("CRASHED once " + running + ", code " + code);
                crashed = running;
            }
            String operation = (behind.isEmpty() ? running : behind).replaceFirst("/.*", "");
            left = new ArrayList<>(left.subList(left.indexOf(operation), left.size()));
        }
    }

    /// The process.
    ///
    /// @param args the case behind which to start, or nothing; then the operations
    public static void main(String[] args) throws IOException {
        boolean skipping = !args[0].isEmpty();
        try (OpConformance conformance =
                new OpConformance(Files.createTempDirectory("tf2ov-conformance"))) {
            for (String operation : List.of(args).subList(1, args.length)) {
                for (OpCase test : OpCase.of(operation)) {
                    if (skipping) {
                        skipping = !test.toString().equals(args[0]);
                        continue;
                    }
                    System.out.println(RUNNING + test);
                    System.out.println(OUTCOME + print(conformance.run(test)));
                }
            }
        }
    }

    private static String print(OpConformance.Outcome outcome) {
        return switch (outcome) {
            case OpConformance.Passed _ -> "passed";
            case OpConformance.Refused(String why) -> "refused " + firstLine(why);
            case OpConformance.Failed(String why) -> "failed " + firstLine(why);
        };
    }

    private static OpConformance.Outcome parse(String line) {
        if (line.startsWith("refused ")) {
            return new OpConformance.Refused(line.substring("refused ".length()));
        }
        return line.equals("passed")
                ? new OpConformance.Passed()
                : new OpConformance.Failed(line.substring("failed ".length()));
    }

    private static String firstLine(String text) {
        return text == null ? "no message" : text.lines().findFirst().orElse("");
    }
}
