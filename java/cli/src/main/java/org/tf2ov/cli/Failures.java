package org.tf2ov.cli;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.convert.UntranslatedException;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;

/// The one place where what went wrong is told, and becomes an exit code.
final class Failures {
    /// The most problems that a terminal shows.
    private static final int MOST_TOLD = 50;

    /// The most names of tensors that a sentence may hold.
    private static final int MOST_NAMES = 20;

    private Failures() {}

    /// Says what is wrong, one problem a line.
    ///
    /// @param debug whether to show where in the program it happened, too
    /// @return the exit code
    static int tell(Throwable failure, Terminal terminal, boolean debug) {
        List<Problem> problems = problems(failure, debug);
        problems.stream().limit(MOST_TOLD).forEach(terminal::problem);
        if (problems.size() > MOST_TOLD) {
            terminal.remark(
                    "there are "
                            + (problems.size() - MOST_TOLD)
                            + " more problems; --diagnostics FILE writes all of them");
        }
        if (failure instanceof UntranslatedException untranslated && problems.size() > 1) {
            advice(untranslated).ifPresent(terminal::remark);
        }
        if (!(failure instanceof BatchFailedException)) { // which has written its document
            terminal.document(Diagnostics.document(failure));
        }
        if (debug) {
            failure.printStackTrace(terminal.err());
        }
        return problems.getFirst().code().exitCode();
    }

    /// How all nodes that cannot be translated are left out at once.
    private static Optional<String> advice(UntranslatedException failure) {
        List<String> ways = new ArrayList<>();
        if (!failure.outputsBefore().isEmpty() && failure.outputsBefore().size() <= MOST_NAMES) {
            ways.add("what is before them: --output " + String.join(",", failure.outputsBefore()));
        }
        if (!failure.inputsBehind().isEmpty() && failure.inputsBehind().size() <= MOST_NAMES) {
            ways.add(
                    "what is behind them: --input '"
                            + String.join(",", failure.inputsBehind())
                            + "'");
        }
        return ways.isEmpty()
                ? Optional.empty()
                : Optional.of("cut them out to convert " + String.join("; or ", ways));
    }

    static List<Problem> problems(Throwable failure, boolean debug) {
        return switch (failure) {
            case Tf2ovException known -> known.problems();
            case InvalidPathException path ->
                    List.of(
                            Problem.of(
                                    Code.USAGE,
                                    path.getInput(),
                                    "this cannot be the name of a file"));
            case StackOverflowError _ ->
                    List.of(
                            of(
                                    Code.LIMIT_EXCEEDED,
                                    "something in the model is nested too deeply",
                                    "Allow a deeper stack, for example by TF2OV_JAVA_OPTIONS=-Xss64m, and"
                                            + " please report it with what --debug adds to this line."));
            case OutOfMemoryError _ ->
                    List.of(
                            of(
                                    Code.LIMIT_EXCEEDED,
                                    "more than the "
                                            + (Runtime.getRuntime().maxMemory() >> 20)
                                            + " MiB that Java may use are needed",
                                    "Allow more, for example by TF2OV_JAVA_OPTIONS=-Xmx4g."));
            case InternalError error when isLostMapping(error) ->
                    List.of(
                            of(
                                    Code.MALFORMED_INPUT,
                                    "a file became shorter while it was read",
                                    "Try again when nothing writes to it."));
            default ->
                    List.of(
                            of(
                                    Code.INTERNAL,
                                    "this is a mistake of tf2ov: " + failure,
                                    debug
                                            ? "Please report it with the lines below."
                                            : "Please report it with what --debug adds to this line."));
        };
    }

    private static Problem of(Code code, String what, String remedy) {
        return new Problem(code, Optional.empty(), what, Optional.of(remedy));
    }

    /// What the JVM throws instead of dying of SIGBUS.
    private static boolean isLostMapping(InternalError error) {
        return error.getMessage() != null && error.getMessage().contains("unsafe memory access");
    }

    static Map<String, Object> describe(Problem problem) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("code", problem.code().name().toLowerCase(Locale.ROOT));
        facts.put("exit_code", problem.code().exitCode());
        problem.where().ifPresent(where -> facts.put("where", where));
        facts.put("what", problem.what());
        problem.remedy().ifPresent(remedy -> facts.put("remedy", remedy));
        return facts;
    }
}
