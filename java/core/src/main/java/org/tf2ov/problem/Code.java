package org.tf2ov.problem;

/// The classes of failure, each with the exit code of the command line.
public enum Code {
    /// The command was called in a way that makes no sense.
    USAGE(2),
    /// A file cannot be read, or its bytes are not what they claim to be.
    MALFORMED_INPUT(3),
    /// The input is well-formed, but holds something that has no translation.
    NOT_SUPPORTED(4),
    /// Two results that should be equal are not.
    VERIFICATION_FAILED(5),
    /// The result could not be written.
    OUTPUT_FAILED(6),
    /// A limit on memory, time or size was reached.
    LIMIT_EXCEEDED(7),
    /// The OpenVINO runtime, or a device, refused.
    RUNTIME_FAILED(8),
    /// A mistake of tf2ov itself.
    INTERNAL(70);

    private final int exitCode;

    Code(int exitCode) {
        this.exitCode = exitCode;
    }

    /// What the process returns to the shell.
    public int exitCode() {
        return exitCode;
    }
}
