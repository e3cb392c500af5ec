package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/// The two sides of an equation such as `...ij,...jk->...ik`, label by label.
///
/// @param inputs the labels of each input
/// @param output the labels of the output
record Subscripts(List<List<String>> inputs, List<String> output) {
    static final String ELLIPSIS = "...";

    /// Reads an equation. Without `->` the output has the labels that occur once, in alphabetical
    /// order, behind the ellipsis if there is one.
    static Subscripts of(String equation) {
        int arrow = equation.indexOf("->");
        List<List<String>> inputs = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (String input : (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1)) {
            inputs.add(labels(input, equation));
            all.addAll(inputs.getLast());
        }
        if (arrow < 0) {
            List<String> once =
                    all.stream()
                            .filter(label -> Collections.frequency(all, label) == 1)
                            .filter(label -> !label.equals(ELLIPSIS))
                            .sorted()
                            .toList();
            List<String> output = new ArrayList<>(once);
            if (all.contains(ELLIPSIS)) {
                output.addFirst(ELLIPSIS);
            }
            return new Subscripts(inputs, output);
        }
        List<String> output = labels(equation.substring(arrow + 2), equation);
        Require.that(
                all.containsAll(output) && new HashSet<>(output).size() == output.size(),
                "the equation %s has an output label that is no input's, or twice",
                equation);
        return new Subscripts(inputs, output);
    }

    private static List<String> labels(String text, String equation) {
        List<String> labels = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            boolean ellipsis = text.startsWith(ELLIPSIS, at);
            String label = ellipsis ? ELLIPSIS : text.substring(at, at + 1);
            Require.that(
                    ellipsis && !labels.contains(ELLIPSIS)
                            || Character.isAlphabetic(label.charAt(0)),
                    "the equation %s has '%s' where a letter should be",
                    equation,
                    label);
            labels.add(label);
            at += label.length();
        }
        return labels;
    }
}
