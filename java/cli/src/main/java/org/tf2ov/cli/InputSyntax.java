package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.pass.Cut;

/// The way inputs are named on the command line.
///
///     inputs   input , input , ...
///     input    name    name[1,224,224,3]    name{f16}    name[2]{i32}->[224,224]
///     name     node    node:0 (behind its output)    0:node (in front of its input)    a key of the signature
///
/// Source: `--input` of the Model Optimizer.
final class InputSyntax {
    private static final String OPTION = "--input";
    private static final String FREEZE = "--freeze_placeholder_with_value";
    private static final String REMEDY =
            "Write for example --input image,size or --input 'image[1,224,224,3]{f32},size[2]'.";
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?<name>[^\\[({]+)(?<rest>(?:\\s*(?:\\[[^\\]]*]|\\([^)]*\\)|\\{[^}]*}))*)");
    private static final Pattern PART = Pattern.compile("[\\[({]([^\\])}]*)[\\])}]");

    private InputSyntax() {}

    /// The items in the order in which they are written.
    static List<Cut.Input> parse(String text) {
        return split(text).stream().map(word -> item(text, word.strip())).toList();
    }

    /// The items of `--freeze_placeholder_with_value`: names with values.
    static List<Cut.Input> parseFrozen(String text) {
        List<Cut.Input> items = new ArrayList<>();
        for (String word : split(text)) {
            int arrow = word.indexOf("->");
            if (arrow <= 0 || word.substring(0, arrow).isBlank()) {
                throw new UsageException(
                        FREEZE,
                        "'" + word.strip() + "' is no name with a value",
                        "Write for example 'training->False,size->[224 224]'.");
            }
            items.add(
                    Cut.Input.named(word.substring(0, arrow).strip())
                            .withValue(numbers(FREEZE, word, word.substring(arrow + 2))));
        }
        return items;
    }

    /// Splits at the commas that stand outside of all brackets.
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[', '(', '{' -> depth++;
                case ']', ')', '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        words.add(text.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        words.add(text.substring(start));
        return words;
    }

    private static Cut.Input item(String text, String word) {
        int arrow = word.indexOf("->");
        Matcher parts = PARTS.matcher(arrow < 0 ? word : word.substring(0, arrow).strip());
        if (!parts.matches() || parts.group("name").isBlank()) {
            throw new UsageException(
                    OPTION,
                    word.isEmpty()
                            ? "'" + text + "' is not understood: a name is missing"
                            : "'" + word + "' is not understood",
                    REMEDY);
        }
        Optional<PartialShape> shape = Optional.empty();
        Optional<ElementType> type = Optional.empty();
        Matcher part = PART.matcher(parts.group("rest"));
        while (part.find()) {
            if (part.group().startsWith("{")) {
                type = Optional.of(type(word, type, part.group(1).strip()));
            } else if (shape.isPresent()) {
                throw new UsageException(OPTION, "'" + word + "' has two shapes", REMEDY);
            } else {
                shape = Optional.of(ShapeSyntax.parseInner(OPTION, part.group(1)));
            }
        }
        return new Cut.Input(
                parts.group("name").strip(),
                shape,
                type,
                arrow < 0
                        ? Optional.empty()
                        : Optional.of(numbers(OPTION, word, word.substring(arrow + 2))));
    }

    /// A number or a word, or several between brackets, separated by commas or blanks.
    private static Cut.Numbers numbers(String option, String item, String text) {
        String value = text.strip();
        boolean list = value.startsWith("[") || value.startsWith("(");
        String inner = list ? value.substring(1, Math.max(1, value.length() - 1)).strip() : value;
        boolean closed = !list || value.endsWith(value.startsWith("[") ? "]" : ")");
        if (value.isEmpty() || !closed || inner.chars().anyMatch(c -> "[]()".indexOf(c) >= 0)) {
            throw new UsageException(
                    option,
                    "the value in '" + item.strip() + "' is not understood",
                    "Write for example 'training->False' or 'size->[224,224]'.");
        }
        if (!list) {
            return new Cut.Numbers(List.of(inner), false);
        }
        return new Cut.Numbers(
                inner.isEmpty() ? List.of() : Arrays.asList(inner.split("\\s*,\\s*|\\s+", -1)),
                true);
    }

    private static ElementType type(String word, Optional<ElementType> before, String name) {
        if (before.isPresent()) {
            throw new UsageException(OPTION, "'" + word + "' has two types", REMEDY);
        }
        return ElementType.ofIrName(name)
                .filter(type -> type != ElementType.DYNAMIC)
                .orElseThrow(() ->
                        new UsageException(
                                OPTION,
                                "'" + word + "' has a type that is not known: " + name,
                                "Types are f64, f32, f16, bf16, i64, i32, i16, i8, u64, u32, u16, u8 and boolean."));
    }
}
