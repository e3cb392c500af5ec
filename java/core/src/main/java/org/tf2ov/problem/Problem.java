package org.tf2ov.problem;

import java.util.Optional;

/// One thing that is wrong, in the words that its reader needs: where, what, and what to try.
///
/// @param code the class of failure
/// @param where a file, a file with a byte offset, or a node: `"model.pb at byte 120"`, `"node
///   'conv1' (Conv2D)"`
/// @param what one sentence without the place
/// @param remedy what the reader can do about it
public record Problem(Code code, Optional<String> where, String what, Optional<String> remedy) {
    public static Problem of(Code code, String where, String what) {
        return new Problem(code, Optional.of(where), what, Optional.empty());
    }

    public static Problem of(Code code, String where, String what, String remedy) {
        return new Problem(code, Optional.of(where), what, Optional.of(remedy));
    }

    /// `where: what. remedy`, on one line.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        where.ifPresent(place -> text.append(place).append(": "));
        text.append(what);
        remedy.ifPresent(advice -> text.append(what.endsWith(".") ? " " : ". ").append(advice));
        return text.toString();
    }
}
