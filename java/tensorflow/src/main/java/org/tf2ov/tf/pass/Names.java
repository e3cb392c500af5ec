package org.tf2ov.tf.pass;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Names that are given only once.
final class Names {
    private final Set<String> taken;
    private final Map<String, Integer> attempts = new HashMap<>();

    Names(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /// The name itself, or with a number behind it if it is taken.
    String unique(String name) {
        String candidate = name;
        while (!taken.add(candidate)) {
            candidate = name + "_" + attempts.merge(name, 1, Integer::sum);
        }
        return candidate;
    }
}
