package org.tf2ov.problem;

import java.util.List;
import java.util.stream.Collectors;

/// The root of everything that tf2ov throws on purpose. It carries all that is wrong, not only the
/// first.
///
/// The message of each problem is meant for people; no stack trace is needed to act on it.
public class Tf2ovException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public Tf2ovException(Problem problem) {
        this(List.of(problem));
    }

    public Tf2ovException(Problem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problems = List.of(problem);
    }

    public Tf2ovException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// Everything that is wrong, at least one.
    public List<Problem> problems() {
        return problems;
    }

    /// The class of the first problem; it decides the exit code.
    public Code code() {
        return problems.getFirst().code();
    }
}
