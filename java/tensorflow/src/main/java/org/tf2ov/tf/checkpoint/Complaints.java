package org.tf2ov.tf.checkpoint;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;

/// What is wrong with a checkpoint, collected so that its reader learns all of it at once.
final class Complaints {
    private static final int MOST_TOLD = 50;

    private final String source;
    private final List<Problem> told = new ArrayList<>();
    private long untold;

    /// @param source the checkpoint
    Complaints(String source) {
        this.source = source;
    }

    /// @param where the file, with `at byte N` where that is known
    void tell(String where, String what) {
        tell(Problem.of(Code.MALFORMED_INPUT, where, what));
    }

    void tell(Problem problem) {
        if (told.size() < MOST_TOLD) {
            told.add(problem);
        } else {
            untold++;
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    void throwIfAny() {
        if (told.isEmpty()) {
            return;
        }
        List<Problem> all = new ArrayList<>(told);
        if (untold > 0) {
            all.add(
                    Problem.of(
                            Code.MALFORMED_INPUT,
                            source,
                            "there are " + untold + " more problems of this kind"));
        }
        throw new Tf2ovException(all);
    }
}
