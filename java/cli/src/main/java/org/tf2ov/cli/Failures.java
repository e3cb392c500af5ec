package org.tf2ov.cli;

import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;

/// The one place where what went wrong is told, and becomes an exit code.
final class Failures {
    private Failures() {}

    /// Says what is wrong, one problem a line.
    ///
    /// @param debug whether to show where in the program it happened, too
    /// @return the exit code
    static int tell(Throwable failure, Terminal terminal, boolean debug) {
        List<Problem> problems = problems(failure, debug);
        problems.forEach(terminal::problem);
        terminal.document(Map.of("problems", problems.stream().map(Failures::describe).toList()));
        if (debug) {
            failure.printStackTrace(terminal.err());
        }
        return problems.getFirst().code().exitCode();
    }

    private static List<Problem> problems(Throwable failure, boolean debug) {
        return switch (failure) {
            case Tf2ovException known -> known.problems();
            case InvalidPathException path ->
                    List.of(
                            Problem.of(
                                    Code.USAGE,
                                    path.getInput(),
                                    "this cannot be the name of a file"));
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

    private static Map<String, Object> describe(Problem problem) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("code", problem.code().name().toLowerCase(Locale.ROOT));
        facts.put("exit_code", problem.code().exitCode());
        problem.where().ifPresent(where -> facts.put("where", where));
        facts.put("what", problem.what());
        problem.remedy().ifPresent(remedy -> facts.put("remedy", remedy));
        return facts;
    }
}
