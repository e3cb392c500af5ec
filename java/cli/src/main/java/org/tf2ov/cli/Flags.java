package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// How commands describe what they take, and how they read what they were given.
///
/// picocli also reads annotations, which is prettier and takes 50 ms of each start.
final class Flags {
    private Flags() {}

    /// An option with a value.
    ///
    /// @param names separated by blanks, the one to be shown in messages last: `-o --output_dir`
    static OptionSpec value(String names, String label, String... description) {
        return option(names, description).arity("1").paramLabel(label).type(String.class).build();
    }

    /// An option that may come more than once.
    static OptionSpec values(String names, String label, String... description) {
        return option(names, description).arity("1").paramLabel(label).type(String[].class).build();
    }

    /// An option that takes everything up to the next option.
    static OptionSpec list(String names, String label, String... description) {
        return option(names, description)
                .arity("1..*")
                .paramLabel(label)
                .type(String[].class)
                .build();
    }

    /// An option whose value may be left out. It is taken only from behind a `=`, or if it is
    /// `True` or `False`: what stands behind may be the model.
    static OptionSpec optional(
            String names, String label, String otherwise, String... description) {
        return option(names, description)
                .arity("0..1")
                .paramLabel(label)
                .fallbackValue(otherwise)
                .type(String.class)
                .build();
    }

    /// The same arguments with a value behind each option that may go without one, so that the next
    /// argument is not taken for it.
    ///
    /// @param options full names
    static String[] withValues(String[] arguments, Set<String> options) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!options.contains(arguments[i])) {
                all.add(arguments[i]);
                continue;
            }
            boolean followed =
                    i + 1 < arguments.length
                            && arguments[i + 1].toLowerCase(Locale.ROOT).matches("true|false");
            all.add(arguments[i] + "=" + (followed ? arguments[i + 1] : "True"));
            i += followed ? 1 : 0;
        }
        return all.toArray(String[]::new);
    }

    /// An option without a value.
    static OptionSpec flag(String names, String... description) {
        return option(names, description).arity("0").type(boolean.class).build();
    }

    /// The same option, which `--help` does not show.
    static OptionSpec hidden(OptionSpec option) {
        return option.toBuilder().hidden(true).build();
    }

    private static OptionSpec.Builder option(String names, String... description) {
        return OptionSpec.builder(names.split(" ", -1)).description(description);
    }

    /// Arguments that are no options: the `first` one and those behind it, or only it.
    static PositionalParamSpec positional(
            int first, boolean more, String arity, String label, String... description) {
        return PositionalParamSpec.builder()
                .index(more ? first + "..*" : Integer.toString(first))
                .arity(arity)
                .paramLabel(label)
                .type(more ? String[].class : String.class)
                .description(description)
                .build();
    }

    /// What every command takes.
    static CommandSpec withCommon(CommandSpec spec) {
        return spec.addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .arity("0")
                                .type(boolean.class)
                                .description("Say how it is used.")
                                .build())
                .addOption(flag("--json", "Answer with one JSON document."))
                .addOption(flag("-q --silent", "Say nothing but problems."))
                .addOption(flag("--debug", "When something fails, show where in the program."));
    }

    /// Whether a flag was given.
    static boolean has(ParseResult given, String name) {
        return given.hasMatchedOption(name);
    }

    /// The value of an option.
    static Optional<String> get(ParseResult given, String name) {
        return Optional.ofNullable(given.matchedOptionValue(name, (String) null));
    }

    /// The values of an option that may come more than once.
    static List<String> all(ParseResult given, String name) {
        return Arrays.asList(given.matchedOptionValue(name, new String[0]));
    }

    /// A positive whole number.
    static Optional<Integer> positive(ParseResult given, String name) {
        return get(given, name)
                .map(text -> {
                    if (text.matches("0*[1-9]\\d{0,8}")) {
                        return Integer.parseInt(text);
                    }
                    throw new UsageException(
                            name,
                            "it must be a whole number above 0, and is '" + text + "'",
                            "Write for example " + name + " 1.");
                });
    }
}
