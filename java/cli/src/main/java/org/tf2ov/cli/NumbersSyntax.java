package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.convert.Preprocess;

/// The way numbers for the channels of inputs are written on the command line.
///
///     groups   group , group , ...        all with a name or all without
///     group    [123.68,116.78,103.94]    (127.5)    name[1,2,3]    name(1)
///
/// Source: `--mean_values` and `--scale_values` of the Model Optimizer.
final class NumbersSyntax {
    private static final Pattern GROUP =
            Pattern.compile("(?<name>[^\\[(]*)(?:\\[(?<square>[^\\]]*)]|\\((?<round>[^)]*)\\))");

    private NumbersSyntax() {}

    static List<Preprocess.Numbers> parse(String option, String text) {
        List<Preprocess.Numbers> groups = new ArrayList<>();
        for (String word : InputSyntax.split(text)) {
            Matcher group = GROUP.matcher(word.strip());
            if (!group.matches()) {
                throw wrong(option, text, "numbers stand between brackets");
            }
            String name = group.group("name").strip();
            String inner =
                    group.group("square") == null ? group.group("round") : group.group("square");
            List<Double> values = new ArrayList<>();
            for (String number : inner.split(",", -1)) {
                values.add(number(option, text, number.strip()));
            }
            groups.add(
                    new Preprocess.Numbers(
                            name.isEmpty() ? Optional.empty() : Optional.of(name), values));
        }
        return groups;
    }

    private static double number(String option, String text, String word) {
        try {
            double number = Double.parseDouble(word);
            if (Double.isFinite(number) && !word.matches(".*[dDfF]")) {
                return number;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw wrong(
                option,
                text,
                word.isEmpty() ? "a number is missing" : "'" + word + "' is no number");
    }

    private static UsageException wrong(String option, String text, String why) {
        return new UsageException(
                option,
                "'" + text + "' is not understood: " + why,
                "Write for example "
                        + option
                        + " [123.68,116.78,103.94], or with names 'data[1,2,3],info(4)'."
                        + " What is done to pictures of --infer only is --picture_mean and --picture_scale.");
    }
}
