package org.tf2ov.problem;

/// A file is missing, unreadable, or not what it claims to be.
public final class MalformedInputException extends Tf2ovException {
    private static final long serialVersionUID = 1L;

    /// @param where the file, with `at byte N` where that is known
    public MalformedInputException(String where, String what, String remedy) {
        super(Problem.of(Code.MALFORMED_INPUT, where, what, remedy));
    }

    public MalformedInputException(String where, String what) {
        super(Problem.of(Code.MALFORMED_INPUT, where, what));
    }

    public MalformedInputException(String where, String what, Throwable cause) {
        super(Problem.of(Code.MALFORMED_INPUT, where, what), cause);
    }
}
