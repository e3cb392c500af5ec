package org.tf2ov.cli;

import java.util.List;
import java.util.Optional;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.LayoutWish;
import org.tf2ov.convert.Preprocess;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options that say how the inputs and outputs of the IR lie, and what is done to the inputs
/// inside of it.
///
/// Source: the Model Optimizer.
final class InterfaceOptions {
    private InterfaceOptions() {}

    /// Adds the options to those of a command.
    static CommandSpec addTo(CommandSpec spec) {
        return addHalvesTo(
                spec.addOption(
                        Flags.value(
                                "--layout",
                                "LAYOUTS",
                                "What the dimensions of inputs and outputs are in TensorFlow, and behind an arrow what they shall be in the IR:"
                                        + " nhwc, nhwc->nchw, image(nhwc->nchw),size([n,...]). ? is any dimension, ... are several.")));
    }

    /// The same without `--layout`, for a command to which that means something else.
    static CommandSpec addHalvesTo(CommandSpec spec) {
        return spec.addOption(
                        Flags.flag(
                                "--disable_nhwc_to_nchw",
                                "Keep inputs and outputs in TensorFlow's layout, but for those that a layout turns."))
                .addOption(
                        Flags.value(
                                "--source_layout",
                                "LAYOUTS",
                                "What stands in front of the arrow of --layout."))
                .addOption(
                        Flags.value("--target_layout", "LAYOUTS", "What stands behind the arrow."))
                .addOption(
                        Flags.value(
                                "-ms --mean_values",
                                "VALUES",
                                "Becomes part of the IR: is subtracted from the inputs, a number for each channel or one for all:"
                                        + " [123.68,116.78,103.94], or image[1,2,3],other(4)."))
                .addOption(
                        Flags.value(
                                "--scale_values",
                                "VALUES",
                                "Becomes part of the IR: what is left is divided by these, written likewise."))
                .addOption(
                        Flags.value(
                                "-s --scale",
                                "NUMBER",
                                "Becomes part of the IR: what is left of every input is divided by it."))
                .addOption(
                        Flags.flag(
                                "--reverse_input_channels",
                                "Becomes part of the IR: takes inputs of three channels in the other order, RGB for BGR, before all other arithmetic."));
    }

    /// The same options with what was said.
    ///
    /// @throws UsageException if it is not understood
    static ConvertOptions apply(ParseResult given, ConvertOptions options) {
        return options.withChannelsFirst(
                        options.channelsFirst() && !Flags.has(given, "--disable_nhwc_to_nchw"))
                .withLayouts(layouts(given))
                .withPreprocess(preprocess(given));
    }

    /// What the user should know of numbers that look wrong.
    static List<String> remarks(ParseResult given) {
        return scale(given)
                .filter(scale -> Math.abs(scale) < 1)
                .map(_ ->
                        "--scale "
                                + Flags.get(given, "--scale").orElseThrow()
                                + " is below 1: inputs are divided by it, not multiplied")
                .stream()
                .toList();
    }

    private static List<LayoutWish> layouts(ParseResult given) {
        Optional<String> both =
                given.matchedOptionValue("--layout", (Object) null) instanceof String text
                        ? Optional.of(text)
                        : Optional.empty(); // a switch of tf2ov show
        Optional<String> source = Flags.get(given, "--source_layout");
        Optional<String> target = Flags.get(given, "--target_layout");
        if (both.isPresent() && (source.isPresent() || target.isPresent())) {
            throw new UsageException(
                    "--layout",
                    (source.isPresent() ? "--source_layout" : "--target_layout") + " is given, too",
                    "Write both sides of it into --layout, with an arrow between them.");
        }
        return both.isPresent()
                ? LayoutSyntax.parse("--layout", both.get())
                : LayoutSyntax.merge(source, target);
    }

    private static Preprocess preprocess(ParseResult given) {
        Preprocess preprocess =
                Preprocess.NONE
                        .withMean(numbers(given, "--mean_values"))
                        .withScale(numbers(given, "--scale_values"))
                        .withReverseChannels(Flags.has(given, "--reverse_input_channels"));
        return scale(given).map(preprocess::withScaleOfAll).orElse(preprocess);
    }

    private static List<Preprocess.Numbers> numbers(ParseResult given, String option) {
        return Flags.get(given, option)
                .map(text -> NumbersSyntax.parse(option, text))
                .orElse(List.of());
    }

    private static Optional<Double> scale(ParseResult given) {
        return Flags.get(given, "--scale")
                .map(text -> {
                    try {
                        double scale = Double.parseDouble(text.strip());
                        if (Double.isFinite(scale) && scale != 0) {
                            return scale;
                        }
                    } catch (NumberFormatException _) {
                        // told below
                    }
                    throw new UsageException(
                            "--scale",
                            "'" + text + "' is nothing that inputs can be divided by",
                            "Write one number, as in --scale 127.5; --scale_values takes one for each channel.");
                });
    }
}
