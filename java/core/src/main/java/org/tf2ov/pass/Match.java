package org.tf2ov.pass;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.tf2ov.graph.Value;

/// Where the places of a [Pattern] were found.
public final class Match {
    private final Map<Pattern, Value> values = new HashMap<>();
    private final ToIntFunction<Value> uses;
    private boolean countsUses;

    Match(ToIntFunction<Value> uses) {
        this.uses = uses;
    }

    void put(Pattern pattern, Value value) {
        values.put(pattern, value);
    }

    /// What stands at a place of the picture.
    public Value value(Pattern pattern) {
        Value value = values.get(pattern);
        if (value == null) {
            throw new IllegalArgumentException("the pattern is not part of this match");
        }
        return value;
    }

    /// Whether only one input of one node, or one result, takes the value, so that rewriting it
    /// repeats no work.
    public boolean usedOnce(Value value) {
        countsUses = true;
        return uses.applyAsInt(value) <= 1;
    }

    /// Whether what came of this depends on more than the value and all that feeds it.
    boolean countsUses() {
        return countsUses;
    }
}
