package org.tf2ov.tf;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/// Finds the name that somebody probably meant.
public final class CloseMatch {
    private static final int LONGEST = 200;
    private static final int MOST_NAMES = 100_000;

    private CloseMatch() {}

    /// The closest of the names, if one is close; the first in alphabetical order among equals.
    public static Optional<String> of(String wanted, Collection<String> names) {
        if (wanted.isEmpty() || wanted.length() > LONGEST || names.size() > MOST_NAMES) {
            return Optional.empty();
        }
        int best = Math.max(1, wanted.length() / 3);
        String match = null;
        for (String name : names) {
            if (name.isEmpty() || Math.abs(name.length() - wanted.length()) > best) {
                continue;
            }
            int distance = distance(wanted, name, best);
            if (distance < best
                    || distance == best && (match == null || name.compareTo(match) < 0)) {
                best = distance;
                match = name;
            }
        }
        return Optional.ofNullable(match);
    }

    /// How many characters must be changed, inserted or left out; any number above `most` if it is
    /// more than that.
    private static int distance(String a, String b, int most) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(diagonal + same, 1 + Math.min(row[j], row[j - 1]));
                diagonal = row[j];
                row[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > most) {
                return most + 1;
            }
        }
        return row[b.length()];
    }
}
