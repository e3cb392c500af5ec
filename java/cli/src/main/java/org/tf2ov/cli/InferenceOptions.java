package org.tf2ov.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What `infer` and `convert --infer` can be told about devices, pictures and answers.
///
/// @param device where to run
/// @param top how many classes to show
/// @param out where to write the answers
/// @param libraries operations that the runtime does not have
record InferenceOptions(
        String device,
        Labels labels,
        int top,
        Preprocessing preprocessing,
        Optional<Path> out,
        List<Path> libraries) {
    /// Those of `infer`.
    static List<OptionSpec> alone() {
        return specs("--picture_mean --mean", "--picture_scale --scale", "--picture_bgr --bgr");
    }

    /// Those of `convert`, where `--scale` means the IR.
    static List<OptionSpec> besideConversion() {
        return specs("--picture_mean", "--picture_scale", "--picture_bgr");
    }

    private static List<OptionSpec> specs(String mean, String scale, String bgr) {
        return List.of(
                Flags.value(
                        "-d --device",
                        "DEVICE",
                        "Where to run: CPU, GPU, NPU, AUTO, ... (default: CPU)."),
                Flags.values(
                        "--extension",
                        "LIBS",
                        "Libraries (.so) with operations that the OpenVINO runtime does not have."),
                Flags.value("--labels", "FILE", "Names of the classes, one a line."),
                Flags.value("--top", "K", "How many classes to show (default: 5)."),
                Flags.value(
                        mean,
                        "M",
                        "Pictures: is subtracted from the colours, which are 0 to 255;",
                        "one number, or one a channel: 123.68,116.78,103.94."),
                Flags.value(scale, "S", "Pictures: the rest is divided by it."),
                Flags.flag(bgr, "Pictures: the model takes blue, green, red."),
                Flags.value(
                        "--out",
                        "FILE",
                        "Write the answers to FILE.npy (one output) or FILE.json, or each output to a .npy in a folder."));
    }

    /// @throws org.tf2ov.problem.Tf2ovException if a value makes no sense or the labels cannot be
    ///   read
    static InferenceOptions of(ParseResult given) {
        return new InferenceOptions(
                Flags.get(given, "--device").orElse("CPU"),
                Flags.get(given, "--labels")
                        .map(file -> Labels.read(Path.of(file)))
                        .orElseGet(Labels::none),
                Flags.positive(given, "--top").orElse(5),
                new Preprocessing(
                        Preprocessing.numbers(
                                "--picture_mean", Flags.get(given, "--picture_mean").orElse("0")),
                        Preprocessing.numbers(
                                "--picture_scale", Flags.get(given, "--picture_scale").orElse("1")),
                        Flags.has(given, "--picture_bgr")),
                Flags.get(given, "--out").map(Path::of),
                ModelArguments.names(Flags.all(given, "--extension")).stream()
                        .map(Path::of)
                        .toList());
    }
}
