package org.tf2ov.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Options of the Model Optimizer that change nothing, so that scripts which have them keep
/// working. They are not shown by `--help`.
final class FormerOptions {
    /// Those that it had given up itself, with the reason.
    private static final Map<String, String> GIVEN_UP =
            Map.of(
                    "--keep_shape_ops", "shapes are always computed where they are not known",
                    "--generate_deprecated_IR_V7", "the IR is of version 11");

    /// Those that say how much it tells of its work.
    private static final List<String> TALK = List.of("--progress", "--stream_output");

    private FormerOptions() {}

    static CommandSpec addTo(CommandSpec spec) {
        GIVEN_UP.keySet().stream()
                .sorted()
                .forEach(name -> spec.addOption(Flags.hidden(Flags.flag(name, "Ignored."))));
        TALK.forEach(name -> spec.addOption(Flags.hidden(Flags.flag(name, "Ignored."))));
        return spec.addOption(Flags.hidden(Flags.value("--log_level", "LEVEL", "Ignored.")));
    }

    /// Says which of them were ignored though they asked for something.
    static void tell(ParseResult given, Terminal terminal) {
        GIVEN_UP.keySet().stream()
                .sorted()
                .filter(name -> Flags.has(given, name))
                .forEach(name -> terminal.remark(name + " is ignored: " + GIVEN_UP.get(name)));
    }
}
