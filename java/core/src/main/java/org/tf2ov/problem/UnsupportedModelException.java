package org.tf2ov.problem;

import java.util.List;

/// A well-formed model that cannot be translated, with every reason at once.
public class UnsupportedModelException extends Tf2ovException {
    private static final long serialVersionUID = 1L;

    public UnsupportedModelException(List<Problem> problems) {
        super(problems);
    }

    public UnsupportedModelException(String where, String what) {
        super(Problem.of(Code.NOT_SUPPORTED, where, what));
    }
}
