package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.convert.ConvertOptions.Input;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// The way inputs are named on the command line.
///
///     inputs   input , input , ...
///     input    name    name[1,224,224,3]    name{f16}    name[1,224,224,3]{f16}
///
/// Source: `--input` of the Model Optimizer. Its `0:name` and `name->value` are recognized, and refused in words.
final class InputSyntax {
    /// A node that becomes an input, and what is said of it.
    record Item(String name, Input input) {}

    private static final String OPTION = "--input";
    private static final String REMEDY =
            "Write for example --input image,size or --input 'image[1,224,224,3]{f32},size[2]'.";
    private static final Pattern PARTS =
            Pattern.compile("(?<name>[^\\[({]+)(?<rest>(?:\\[[^\\]]*]|\\([^)]*\\)|\\{[^}]*})*)");
    private static final Pattern PART = Pattern.compile("[\\[({]([^\\])}]*)[\\])}]");
    private static final Pattern NUMBERED_OUTPUT = Pattern.compile("(?<node>.+):(?<port>\\d+)");

    private InputSyntax() {}

    /// The items in the order in which they are written.
    static List<Item> parse(String text) {
        List<Item> items = new ArrayList<>();
        for (String word : split(text)) {
            items.add(item(text, word.strip()));
        }
        return items;
    }

    /// Splits at the commas that stand outside of all brackets.
    private static List<String> split(String text) {
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

    private static Item item(String text, String word) {
        if (word.contains("->")) {
            throw new UsageException(
                    OPTION,
                    "'" + word + "' freezes an input to a value, which is not possible yet",
                    "Leave the value out and give it when the model is run.");
        }
        Matcher parts = PARTS.matcher(word);
        if (!parts.matches()) {
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
        return new Item(name(parts.group("name").strip()), new Input(shape, type));
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

    /// The node that a name means; `name:0` is its only output in nearly all cases.
    private static String name(String written) {
        if (written.matches("\\d+:.+")) {
            throw new UsageException(
                    OPTION,
                    "'"
                            + written
                            + "' cuts the model in front of a node, which is not possible yet",
                    "Name the node that feeds it instead: its output becomes the input of the model.");
        }
        Matcher numbered = NUMBERED_OUTPUT.matcher(written);
        if (!numbered.matches()) {
            return written;
        }
        if (!numbered.group("port").equals("0")) {
            throw new UsageException(
                    OPTION,
                    "'"
                            + written
                            + "' is not the first output of a node, so it cannot become an input yet",
                    "Name a node that has one output.");
        }
        return numbered.group("node");
    }
}
