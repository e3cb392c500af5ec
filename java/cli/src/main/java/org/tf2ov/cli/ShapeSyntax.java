package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// The way shapes are written on the command line.
///
///     shapes     shape , shape , ...
///     shape      [ dimension , ... ]     or ( ... ); [...] when not even the rank is known
///     dimension  224    ?    -1    1..8    ..8    1..
///
/// Dimensions are separated by commas or blanks. `?` and `-1` are not known; a range gives bounds. Source: `--input_shape` of the
/// Model Optimizer.
final class ShapeSyntax {
    private static final String REMEDY =
            "Write for example [1,224,224,3], [1,?,?,3] or [1..8,224,224,3]; quotes keep blanks, ? and parentheses from the shell.";

    private ShapeSyntax() {}

    /// A list of shapes.
    ///
    /// @param option where it was written, for the error
    static List<PartialShape> parseList(String option, String text) {
        List<PartialShape> shapes = new ArrayList<>();
        int at = 0;
        while (true) {
            at = skipBlanks(text, at);
            char open = at < text.length() ? text.charAt(at) : ' ';
            if (open != '[' && open != '(') {
                throw wrong(option, text, "a shape begins with a bracket");
            }
            int close = text.indexOf(open == '[' ? ']' : ')', at);
            if (close < 0) {
                throw wrong(option, text, "the bracket '" + open + "' is not closed");
            }
            shapes.add(parseInner(option, text.substring(at + 1, close)));
            at = skipBlanks(text, close + 1);
            if (at == text.length()) {
                return shapes;
            }
            if (text.charAt(at) != ',') {
                throw wrong(option, text, "shapes are separated by commas");
            }
            at++;
        }
    }

    /// The dimensions between the brackets.
    static PartialShape parseInner(String option, String text) {
        String inner = text.strip();
        if (inner.equals("...")) {
            return PartialShape.DYNAMIC;
        }
        if (inner.isEmpty()) {
            return PartialShape.SCALAR;
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (String word : inner.split("\\s*,\\s*|\\s+", -1)) {
            dimensions.add(dimension(option, text, word));
        }
        return PartialShape.of(dimensions);
    }

    private static Dimension dimension(String option, String text, String word) {
        if (word.equals("?") || word.equals("-1")) {
            return Dimension.ANY;
        }
        int dots = word.indexOf("..");
        if (dots < 0) {
            return Dimension.of(number(option, text, word));
        }
        String low = word.substring(0, dots);
        String high = word.substring(dots + 2);
        if (low.isEmpty() && high.isEmpty()) {
            return Dimension.ANY;
        }
        long min = low.isEmpty() ? 0 : number(option, text, low);
        long max = high.isEmpty() ? Dimension.UNBOUNDED : number(option, text, high);
        if (min > max) {
            throw wrong(option, text, "the range " + word + " ends before it begins");
        }
        return new Dimension(min, max);
    }

    private static long number(String option, String text, String word) {
        if (!word.isEmpty() && word.chars().allMatch(c -> '0' <= c && c <= '9')) {
            try {
                return Long.parseLong(word);
            } catch (NumberFormatException _) {
                throw wrong(option, text, word + " is too large for a dimension");
            }
        }
        throw wrong(
                option,
                text,
                word.isEmpty() ? "a dimension is missing" : "'" + word + "' is no dimension");
    }

    private static UsageException wrong(String option, String text, String why) {
        return new UsageException(option, "'" + text + "' is not understood: " + why, REMEDY);
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
