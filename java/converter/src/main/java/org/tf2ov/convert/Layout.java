package org.tf2ov.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// What the dimensions of a tensor mean: `[N,H,W,C]`.
///
/// A dimension has a name, or none (`?`); `...` stands for any number of dimensions. Names are kept
/// as the OpenVINO runtime keeps them: in capitals, `BATCH` as `N`, `CHANNELS` as `C`, and so on.
///
/// Source: OpenVINO `ov::Layout`.
///
/// @param dimensions names, `?` and at most one `...`
public record Layout(List<String> dimensions) {
    private static final String UNNAMED = "?";
    private static final String SEVERAL = "...";

    /// Names that mean the same.
    private static final Map<String, String> SHORT =
            Map.of(
                    "B",
                    "N",
                    "BATCH",
                    "N",
                    "CHANNEL",
                    "C",
                    "CHANNELS",
                    "C",
                    "DEPTH",
                    "D",
                    "HEIGHT",
                    "H",
                    "WIDTH",
                    "W");

    public Layout {
        dimensions = List.copyOf(dimensions);
    }

    /// Reads `nhwc`, `n...c`, `[n,h,w,c]` or `[batch,...,channels]`, in small letters or capitals.
    ///
    /// @throws IllegalArgumentException with a sentence that says what is wrong
    public static Layout of(String text) {
        String all = text.strip();
        List<String> words = all.startsWith("[") ? inBrackets(all) : letters(all);
        List<String> dimensions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String word : words) {
            String dimension = dimension(word);
            if (!dimension.equals(UNNAMED) && !names.add(dimension)) {
                throw new IllegalArgumentException(
                        dimension.equals(SEVERAL)
                                ? "'...' stands twice in it"
                                : "the dimension " + dimension + " stands twice in it");
            }
            dimensions.add(dimension);
        }
        return new Layout(dimensions);
    }

    private static List<String> inBrackets(String text) {
        if (text.indexOf(']') != text.length() - 1) {
            throw new IllegalArgumentException("the bracket '[' is not closed at its end");
        }
        String inner = text.substring(1, text.length() - 1);
        return List.of(inner.split(",", -1));
    }

    private static List<String> letters(String text) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith(SEVERAL, i)) {
                words.add(SEVERAL);
                i += SEVERAL.length() - 1;
            } else {
                words.add(text.substring(i, i + 1));
            }
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return words;
    }

    private static String dimension(String word) {
        String name = word.strip();
        if (name.equals(UNNAMED) || name.equals(SEVERAL)) {
            return name;
        }
        boolean ordinary =
                name.chars().allMatch(c -> c == '_' || c < 128 && Character.isLetterOrDigit(c))
                        && name.chars().anyMatch(Character::isLetterOrDigit);
        if (!ordinary) {
            throw new IllegalArgumentException(
                    name.isEmpty()
                            ? "a dimension is missing"
                            : "'" + name + "' is no name of a dimension");
        }
        String capitals = name.toUpperCase(Locale.ROOT);
        return SHORT.getOrDefault(capitals, capitals);
    }

    /// Whether a tensor with so many dimensions can have this layout.
    public boolean fits(int rank) {
        return hasSeveral() ? dimensions.size() - 1 <= rank : dimensions.size() == rank;
    }

    /// The number of dimensions that a tensor of this layout has, if `...` does not leave it open.
    public OptionalInt rank() {
        return hasSeveral() ? OptionalInt.empty() : OptionalInt.of(dimensions.size());
    }

    private boolean hasSeveral() {
        return dimensions.contains(SEVERAL);
    }

    /// The same with as many `?` as a rank wants instead of `...`.
    public Layout ofRank(int rank) {
        if (!fits(rank)) {
            throw new IllegalArgumentException(this + " does not fit " + rank + " dimensions");
        }
        List<String> all = new ArrayList<>();
        for (String dimension : dimensions) {
            if (dimension.equals(SEVERAL)) {
                all.addAll(Collections.nCopies(rank - dimensions.size() + 1, UNNAMED));
            } else {
                all.add(dimension);
            }
        }
        return new Layout(all);
    }

    /// Where a dimension stands in a tensor of a rank.
    public Optional<Integer> axis(String name, int rank) {
        int axis = fits(rank) ? ofRank(rank).dimensions().indexOf(name) : -1;
        return axis < 0 ? Optional.empty() : Optional.of(axis);
    }

    /// How a tensor is transposed that shall have another layout: dimension `order.get(i)` becomes
    /// dimension `i`. Unnamed dimensions keep their order.
    ///
    /// @throws IllegalArgumentException with a sentence, if the two do not have the same dimensions
    public List<Integer> orderTo(Layout target, int rank) {
        List<String> from = new ArrayList<>(ofRank(rank).dimensions());
        List<Integer> order = new ArrayList<>();
        for (String dimension : target.ofRank(rank).dimensions()) {
            int axis = from.indexOf(dimension);
            if (axis < 0) {
                throw new IllegalArgumentException(
                        (dimension.equals(UNNAMED)
                                        ? "unnamed dimensions of it have no match in "
                                        : "the dimension " + dimension + " of it is not in ")
                                + this);
            }
            from.set(axis, "");
            order.add(axis);
        }
        return order;
    }

    /// Dimension `order.get(i)` becomes dimension `i`.
    public Layout permute(List<Integer> order) {
        boolean same = IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
        if (same) {
            return this;
        }
        List<String> all = ofRank(order.size()).dimensions();
        return new Layout(order.stream().map(all::get).toList());
    }

    /// `[N,H,W,C]`, as the runtime writes it.
    @Override
    public String toString() {
        return "[" + String.join(",", dimensions) + "]";
    }
}
