package org.tf2ov.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Options of the Model Optimizer that change nothing, so that scripts which have them keep
/// working. They are not shown by `--help`.
final class FormerOptions {
    /// Flags that ask for what is done anyway or never, with the reason.
    private static final Map<String, String> IGNORED =
            Map.ofEntries(
                    Map.entry(
                            "--keep_shape_ops",
                            "shapes are always computed where they are not known"),
                    Map.entry(
                            "--static_shape",
                            "what follows from known shapes is always computed when converting"),
                    Map.entry("--generate_deprecated_IR_V7", "the IR is of version 11"),
                    Map.entry("--legacy_ir_generation", "there is one writer of IR"),
                    Map.entry(
                            "--disable_fusing",
                            "operations are fused where the result differs by rounding only"),
                    Map.entry(
                            "--disable_gfusing",
                            "operations are fused where the result differs by rounding only"),
                    Map.entry(
                            "--disable_resnet_optimization",
                            "strides stay where the model has them"),
                    Map.entry(
                            "--enable_concat_optimization",
                            "concatenations are simplified where they can be"),
                    Map.entry(
                            "--disable_weights_compression",
                            "quantized weights are stored as bytes only where that changes nothing"),
                    Map.entry(
                            "--move_to_preprocess",
                            "mean values become operations, as the IR has no other place for them"));

    /// The same with a value.
    private static final Map<String, String> IGNORED_VALUES =
            Map.of(
                    "--finegrain_fusing",
                    "operations are fused where the result differs by rounding only");

    /// Those that say how much it tells of its work.
    private static final List<String> TALK = List.of("--progress", "--stream_output");

    private static final List<String> LEVELS =
            List.of("CRITICAL", "ERROR", "WARN", "WARNING", "INFO", "DEBUG", "NOTSET");

    private FormerOptions() {}

    static CommandSpec addTo(CommandSpec spec) {
        IGNORED.keySet().stream()
                .sorted()
                .forEach(name -> spec.addOption(Flags.hidden(Flags.flag(name, "Ignored."))));
        IGNORED_VALUES
                .keySet()
                .forEach(name ->
                        spec.addOption(Flags.hidden(Flags.value(name, "VALUE", "Ignored."))));
        TALK.forEach(name -> spec.addOption(Flags.hidden(Flags.flag(name, "Ignored."))));
        return spec.addOption(Flags.hidden(Flags.value("--log_level", "LEVEL", "Ignored.")));
    }

    /// Says which of them were ignored though they asked for something.
    ///
    /// @throws UsageException if the Model Optimizer would not have taken the value either
    static List<String> remarks(ParseResult given) {
        Flags.get(given, "--log_level")
                .filter(level -> !LEVELS.contains(level))
                .ifPresent(level -> {
                    throw new UsageException(
                            "--log_level",
                            "'" + level + "' is no level",
                            "Levels are " + String.join(", ", LEVELS) + ".");
                });
        Map<String, String> all = new TreeMap<>(IGNORED);
        all.putAll(IGNORED_VALUES);
        return all.entrySet().stream()
                .filter(each -> Flags.has(given, each.getKey()))
                .map(each -> each.getKey() + " is ignored: " + each.getValue())
                .toList();
    }
}
