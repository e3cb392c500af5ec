package org.tf2ov.cli;

import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;

/// Some models of a batch failed. Why, has been told of each.
final class BatchFailedException extends Tf2ovException {
    private static final long serialVersionUID = 1L;

    BatchFailedException(long failed, int all) {
        super(
                Problem.of(
                        Code.NOT_SUPPORTED,
                        "--batch",
                        failed + " of " + all + (all == 1 ? " model" : " models") + " failed",
                        "Each has left its reasons in NAME.err."));
    }
}
