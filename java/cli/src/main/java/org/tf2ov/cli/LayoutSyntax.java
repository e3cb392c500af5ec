package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.convert.Layout;
import org.tf2ov.convert.LayoutWish;

/// The way layouts are written on the command line.
///
///     layouts   item , item , ...         all with a name or all without
///     item      nhwc    nhwc->nchw    [n,h,w,c]    name(nhwc)    name(nhwc->nchw)    name[n,h,w,c]
///     layout    a letter a dimension, or names in brackets; ? is one dimension without a name, ... are several
///
/// In front of the arrow is what the tensor is in TensorFlow, behind it what it shall be in the IR.
///
/// Source: `--layout`, `--source_layout` and `--target_layout` of the Model Optimizer.
final class LayoutSyntax {
    private static final Pattern IN_PARENTHESES =
            Pattern.compile("(?<name>[^(\\[]+)\\((?<rest>.*)\\)");
    private static final Pattern IN_BRACKETS =
            Pattern.compile("(?<name>[^(\\[>]+)(?<rest>\\[[^\\]]*])");

    private LayoutSyntax() {}

    /// What is said by `--layout`.
    static List<LayoutWish> parse(String option, String text) {
        List<LayoutWish> wishes = new ArrayList<>();
        for (String word : InputSyntax.split(text)) {
            wishes.add(item(option, text, word.strip()));
        }
        return wishes;
    }

    /// What is said by `--source_layout` and `--target_layout` together.
    static List<LayoutWish> merge(Optional<String> source, Optional<String> target) {
        Map<String, LayoutWish> wishes = new LinkedHashMap<>();
        source.ifPresent(text -> halves(wishes, "--source_layout", text));
        target.ifPresent(text -> halves(wishes, "--target_layout", text));
        return List.copyOf(wishes.values());
    }

    private static void halves(Map<String, LayoutWish> wishes, String option, String text) {
        List<LayoutWish> half = parse(option, text);
        for (int i = 0; i < half.size(); i++) {
            LayoutWish wish = half.get(i);
            if (text.contains("->")) {
                throw wrong(option, text, "it says one side only, and has an arrow");
            }
            Optional<Layout> layout = wish.source();
            boolean isSource = option.equals("--source_layout");
            LayoutWish before =
                    wishes.get(key(wish, i)) == null
                            ? new LayoutWish(wish.name(), Optional.empty(), Optional.empty())
                            : wishes.get(key(wish, i));
            wishes.put(
                    key(wish, i),
                    new LayoutWish(
                            wish.name(),
                            isSource ? layout : before.source(),
                            isSource ? before.target() : layout));
        }
    }

    /// By name, or by place where there is no name.
    private static String key(LayoutWish wish, int place) {
        return wish.name().map(name -> "name " + name).orElse("place " + place);
    }

    private static LayoutWish item(String option, String text, String word) {
        Matcher named = IN_PARENTHESES.matcher(word);
        if (!named.matches()) {
            named = IN_BRACKETS.matcher(word);
        }
        boolean isNamed = named.matches();
        Optional<String> name =
                isNamed ? Optional.of(named.group("name").strip()) : Optional.empty();
        String layouts = isNamed ? named.group("rest") : word;
        if (name.filter(String::isEmpty).isPresent()) {
            throw wrong(option, text, "a name is missing");
        }
        int arrow = layouts.indexOf("->");
        if (arrow < 0) {
            return new LayoutWish(
                    name, Optional.of(layout(option, text, layouts)), Optional.empty());
        }
        String source = layouts.substring(0, arrow).strip();
        return new LayoutWish(
                name,
                source.isEmpty() ? Optional.empty() : Optional.of(layout(option, text, source)),
                Optional.of(layout(option, text, layouts.substring(arrow + 2))));
    }

    private static Layout layout(String option, String text, String layout) {
        try {
            return Layout.of(layout);
        } catch (IllegalArgumentException e) {
            throw wrong(option, text, e.getMessage());
        }
    }

    private static UsageException wrong(String option, String text, String why) {
        return new UsageException(
                option,
                "'" + text + "' is not understood: " + why,
                "Write for example nhwc, 'nhwc->nchw' or 'image(nhwc->nchw),size([n,...])'.");
    }
}
