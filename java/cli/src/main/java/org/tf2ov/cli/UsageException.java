package org.tf2ov.cli;

import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;

/// The command line makes no sense as it stands.
final class UsageException extends Tf2ovException {
    private static final long serialVersionUID = 1L;

    /// @param where the option, such as `--input_shape`
    UsageException(String where, String what, String remedy) {
        super(Problem.of(Code.USAGE, where, what, remedy));
    }
}
