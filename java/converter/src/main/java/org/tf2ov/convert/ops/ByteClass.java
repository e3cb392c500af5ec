package org.tf2ov.convert.ops;

import java.util.BitSet;
import java.util.Optional;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// A set of bytes, as far as a regular expression can say it in one place: a letter, an escape such
/// as `\\s`, or brackets such as `[^a-z0-9_]`.
///
/// @param members the bytes that belong to it
/// @param length how many characters of the expression say it
record ByteClass(BitSet members, int length) {
    private static final String SPACES = "\t\n\f\r ";

    /// What an expression begins with.
    static Optional<ByteClass> of(String expression) {
        if (expression.isEmpty() || expression.chars().anyMatch(c -> c > 127)) {
            return Optional.empty();
        }
        char first = expression.charAt(0);
        if (first == '[') {
            return brackets(expression);
        }
        if (first == '\\') {
            return expression.length() < 2
                    ? Optional.empty()
                    : escape(expression.charAt(1)).map(bits -> new ByteClass(bits, 2));
        }
        return ".*+?()|{}^$]".indexOf(first) >= 0
                ? Optional.empty()
                : Optional.of(new ByteClass(single(first), 1));
    }

    private static Optional<ByteClass> brackets(String expression) {
        BitSet members = new BitSet();
        int i = 1;
        boolean not = expression.startsWith("[^");
        if (not) {
            i++;
        }
        for (int start = i; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == ']' && i > start) {
                if (not) {
                    // The other bytes of a character of UTF-8 would go one by one.
                    return Optional.empty();
                }
                return Optional.of(new ByteClass(members, i + 1));
            }
            if (c == '[' && expression.startsWith("[:", i)) {
                return Optional.empty();
            }
            if (c == '\\') {
                i++;
                Optional<BitSet> escaped =
                        i < expression.length() ? escape(expression.charAt(i)) : Optional.empty();
                if (escaped.isEmpty()) {
                    return Optional.empty();
                }
                members.or(escaped.get());
                if (escaped.get().cardinality() > 1 || !isRange(expression, i)) {
                    continue;
                }
                c = expression.charAt(i);
            }
            if (isRange(expression, i)) {
                i += 2;
                if (expression.charAt(i) == '\\') {
                    i++;
                }
                char last = i < expression.length() ? expression.charAt(i) : 0;
                if (last < c
                        || Character.isLetterOrDigit(last) && expression.charAt(i - 1) == '\\') {
                    return Optional.empty();
                }
                members.set(c, last + 1);
            } else {
                members.set(c);
            }
        }
        return Optional.empty();
    }

    private static boolean isRange(String expression, int at) {
        return at + 2 < expression.length()
                && expression.charAt(at + 1) == '-'
                && expression.charAt(at + 2) != ']';
    }

    private static Optional<BitSet> escape(char letter) {
        BitSet members = new BitSet();
        switch (letter) {
            case 's' -> SPACES.chars().forEach(members::set);
            case 'd' -> members.set('0', '9' + 1);
            case 'w' -> {
                members.set('0', '9' + 1);
                members.set('A', 'Z' + 1);
                members.set('a', 'z' + 1);
                members.set('_');
            }
            case 't' -> members.set('\t');
            case 'n' -> members.set('\n');
            case 'r' -> members.set('\r');
            default -> {
                if (Character.isLetterOrDigit(letter)) {
                    return Optional.empty();
                }
                members.set(letter);
            }
        }
        return Optional.of(members);
    }

    private static BitSet single(char letter) {
        BitSet members = new BitSet();
        members.set(letter);
        return members;
    }

    /// Whether each of some bytes belongs to it; -1 does not.
    Term contains(Term bytes) {
        long[] flags = new long[257];
        members.stream().forEach(member -> flags[member + 1] = 1);
        GraphBuilder g = bytes.g();
        Value table = g.constant(Weights.ofLongs(ElementType.BOOLEAN, new long[] {257}, flags));
        return new Term(g, new Formula(g).gather(table, bytes.plus(1).value(), 0));
    }
}
