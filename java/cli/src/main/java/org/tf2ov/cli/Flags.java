package org.tf2ov.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
