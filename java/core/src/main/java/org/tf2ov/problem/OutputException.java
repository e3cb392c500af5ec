package org.tf2ov.problem;

/// The result could not be written. What stood at the destination before still stands there.
public final class OutputException extends Tf2ovException {
    private static final long serialVersionUID = 1L;

    public OutputException(String where, String what, Throwable cause) {
        super(Problem.of(Code.OUTPUT_FAILED, where, what), cause);
    }
}
