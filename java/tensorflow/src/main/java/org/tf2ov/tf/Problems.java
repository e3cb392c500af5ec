package org.tf2ov.tf;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;

/// What is wrong with a model, collected so that its reader learns all of it at once.
final class Problems {
    private static final int MOST_TOLD = 50;

    private final String source;
    private final List<Problem> told = new ArrayList<>();
    private long untold;

    /// @param source the file, which begins every message
    Problems(String source) {
        this.source = source;
    }

    void malformed(String place, String what) {
        if (isFull()) {
            untold++;
        } else {
            told.add(Problem.of(Code.MALFORMED_INPUT, source + ": " + place, what));
        }
    }

    void malformed(String place, String what, String remedy) {
        if (isFull()) {
            untold++;
        } else {
            told.add(Problem.of(Code.MALFORMED_INPUT, source + ": " + place, what, remedy));
        }
    }

    /// Whether further problems are only counted, so that no work need go into their words.
    boolean isFull() {
        return told.size() >= MOST_TOLD;
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
