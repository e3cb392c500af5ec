package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.convert.Compression;
import org.tf2ov.convert.CompressionReport;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.tensor.ElementType;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options that say in which types constants are stored, and what is told of it.
///
/// Source: the Model Optimizer and `ovc`; `--compress_weights` is ours.
final class PrecisionOptions {
    /// What may stand without a value.
    static final String TO_F16 = "--compress_to_fp16";

    /// The most constants that a line names.
    private static final int MOST_NAMED = 5;

    private PrecisionOptions() {}

    /// Adds the options to those of a command.
    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(
                        Flags.optional(
                                TO_F16,
                                "True|False",
                                "True",
                                "Store constants in half of the room; the IR takes, gives and computes what it did (default: False, as with the Model"
                                        + " Optimizer; ovc's is True)."))
                .addOption(
                        Flags.value(
                                "--data_type",
                                "TYPE",
                                "FP16 or half: the same as --compress_to_fp16; FP32 or float: constants as they are."))
                .addOption(
                        Flags.value(
                                "--compress_weights",
                                "int8",
                                "Store large weights in a quarter of the room, with a factor for each output channel; tells how much that changes them."));
    }

    /// The same options with what was said.
    ///
    /// @throws UsageException if it is not understood or contradicts itself
    static ConvertOptions apply(ParseResult given, ConvertOptions options) {
        Optional<Boolean> compresses = Flags.get(given, TO_F16).map(PrecisionOptions::truth);
        Optional<Boolean> half = Flags.get(given, "--data_type").map(PrecisionOptions::isHalf);
        if (compresses.isPresent() && half.isPresent() && !compresses.equals(half)) {
            throw new UsageException(
                    "--data_type",
                    TO_F16 + " says otherwise",
                    "Leave one of them out; they mean the same.");
        }
        Optional<String> weights = Flags.get(given, "--compress_weights");
        if (weights.filter(type -> !type.toLowerCase(Locale.ROOT).matches("int8|i8")).isPresent()) {
            throw new UsageException(
                    "--compress_weights",
                    "'" + weights.get() + "' is not a type that weights are stored in",
                    "Write --compress_weights int8, or --compress_to_fp16.");
        }
        return options.withCompression(
                new Compression(compresses.or(() -> half).orElse(false), weights.isPresent()));
    }

    /// What the user may not expect.
    static List<String> remarks(ParseResult given) {
        return Flags.get(given, "--data_type").map(PrecisionOptions::isHalf).orElse(false)
                ? List.of(
                        "--data_type FP16 stores constants as f16; inputs and outputs stay f32, which the Model Optimizer made f16, too")
                : List.of();
    }

    private static boolean truth(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                    throw new UsageException(
                            TO_F16,
                            "'" + word + "' is neither True nor False",
                            "Write " + TO_F16 + " or " + TO_F16 + "=False.");
        };
    }

    private static boolean isHalf(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "FP16", "HALF" -> true;
            case "FP32", "FLOAT" -> false;
            default ->
                    throw new UsageException(
                            "--data_type",
                            "'" + word + "' is not a type that constants are stored in",
                            "Write FP16, half, FP32 or float.");
        };
    }

    /// What became of the constants, for people.
    static void say(CompressionReport report, Terminal terminal) {
        for (ElementType type : List.of(ElementType.F16, ElementType.I8)) {
            List<CompressionReport.Entry> stored = report.stored(type);
            if (!stored.isEmpty()) {
                CompressionReport.Entry worst =
                        stored.stream()
                                .max(
                                        java.util.Comparator.comparingDouble(
                                                CompressionReport.Entry::error))
                                .orElseThrow();
                terminal.say(
                        "stored",
                        "%d %s as %s; their relative error is at most %.2g ('%s', no number by more than %.2g)"
                                .formatted(
                                        stored.size(),
                                        stored.size() == 1 ? "constant" : "constants",
                                        type,
                                        worst.error(),
                                        worst.name(),
                                        worst.bound()));
            }
        }
        List<CompressionReport.Entry> kept = report.kept();
        for (CompressionReport.Entry each : kept.subList(0, Math.min(MOST_NAMED, kept.size()))) {
            terminal.say(
                    "kept",
                    "'" + each.name() + "' as " + each.to() + ": " + each.kept().orElseThrow());
        }
        if (kept.size() > MOST_NAMED) {
            terminal.say("kept", "and " + (kept.size() - MOST_NAMED) + " more; --json tells all");
        }
        if (!report.constants().isEmpty()) {
            terminal.say(
                    "constants",
                    Converted.size(report.bytes())
                            + " instead of "
                            + Converted.size(report.bytesBefore()));
        }
    }

    /// The same for programs.
    static Map<String, Object> document(CompressionReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("bytes", report.bytes());
        document.put("bytes_before", report.bytesBefore());
        document.put("small_constants_kept", report.small());
        List<Map<String, Object>> constants = new ArrayList<>();
        for (CompressionReport.Entry each : report.constants()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", each.name());
            facts.put("elements", each.elements());
            facts.put("from", each.from());
            facts.put("to", each.to());
            each.kept().ifPresent(why -> facts.put("kept", why));
            if (each.kept().isEmpty()) {
                facts.put("relative_error", each.error());
                facts.put("largest_error", each.bound());
            }
            constants.add(facts);
        }
        document.put("constants", constants);
        return document;
    }
}
