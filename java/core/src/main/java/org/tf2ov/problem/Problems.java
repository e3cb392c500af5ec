package org.tf2ov.problem;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with a file, collected so that its reader learns all of it at once.
public final class Problems {
    private static final int MOST_TOLD = 50;

    private final String source;
    private final List<Problem> told = new ArrayList<>();
    private long untold;

    /// @param source the file or model that is read
    public Problems(String source) {
        this.source = source;
    }

    /// Something in the source is wrong.
    ///
    /// @param place where in the source, which is put in front of it
    public void malformed(String place, String what) {
        if (!countOnly()) {
            told.add(Problem.of(Code.MALFORMED_INPUT, source + ": " + place, what));
        }
    }

    /// Something in the source is wrong, and this is the way out.
    public void malformed(String place, String what, String remedy) {
        if (!countOnly()) {
            told.add(Problem.of(Code.MALFORMED_INPUT, source + ": " + place, what, remedy));
        }
    }

    /// Something is wrong at a place that names its file itself, as one of several.
    public void add(String where, String what) {
        add(Problem.of(Code.MALFORMED_INPUT, where, what));
    }

    public void add(Problem problem) {
        if (!countOnly()) {
            told.add(problem);
        }
    }

    private boolean countOnly() {
        if (isFull()) {
            untold++;
            return true;
        }
        return false;
    }

    public boolean isEmpty() {
        return told.isEmpty();
    }

    /// Whether further problems are only counted, so that no work need go into their words.
    public boolean isFull() {
        return told.size() >= MOST_TOLD;
    }

    /// Throws all of them, if there are any.
    public void throwIfAny() {
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
