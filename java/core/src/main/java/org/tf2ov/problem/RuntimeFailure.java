package org.tf2ov.problem;

/// The OpenVINO runtime could not be found, or it refused.
public final class RuntimeFailure extends Tf2ovException {
    private static final long serialVersionUID = 1L;

    public RuntimeFailure(String where, String what) {
        super(Problem.of(Code.RUNTIME_FAILED, where, what));
    }

    public RuntimeFailure(String where, String what, String remedy) {
        super(Problem.of(Code.RUNTIME_FAILED, where, what, remedy));
    }

    public RuntimeFailure(String where, String what, Throwable cause) {
        super(Problem.of(Code.RUNTIME_FAILED, where, what), cause);
    }
}
