package org.tf2ov.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.convert.Translators;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.UnverifiedModel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One conversion as the command line asks for it: a model, and where its IR goes.
///
/// @param name what the files are called
/// @param diagnostics where to write what went wrong, or what there is to remark
/// @param logs where to write the frozen graph for TensorBoard
/// @param remarks what the user should know of the options, each a sentence
record ConvertJob(
        ModelSource source,
        String name,
        Path folder,
        ConvertOptions options,
        Optional<Path> diagnostics,
        Optional<Path> logs,
        List<String> remarks) {

    /// What the outer command line of a batch says for all of its models.
    ///
    /// @param translators those of `--extensions`
    record Defaults(Path folder, boolean keepLayout, Translators translators) {
        static Defaults of(ParseResult given) {
            return new Defaults(
                    Path.of(Flags.get(given, "--output_dir").orElse(".")),
                    Flags.has(given, "--disable_nhwc_to_nchw"),
                    Extensions.translators(given).orElse(ConvertOptions.DEFAULT.translators()));
        }
    }

    /// Adds the options that it reads to those of a command.
    static CommandSpec addTo(CommandSpec spec) {
        spec.addOption(
                        Flags.value(
                                "-b --batch",
                                "N|LIST",
                                "A number: the batch size of all inputs. A file: converts many models, see below."))
                .addOption(
                        Flags.value(
                                "-o --output_dir",
                                "FOLDER",
                                "Where to write (default: the current folder)."))
                .addOption(
                        Flags.value(
                                "-n --model_name",
                                "NAME",
                                "What the files are called (default: as the model)."))
                .addOption(
                        Flags.value(
                                "--diagnostics",
                                "FILE",
                                "Write all problems and remarks as JSON, with cuts that leave untranslatable nodes out."));
        spec.addOption(
                Flags.value(
                        "--tensorboard_logdir",
                        "FOLDER",
                        "Write the frozen graph as an events file, which TensorBoard shows."));
        InterfaceOptions.addTo(spec);
        PrecisionOptions.addTo(spec);
        Extensions.addTo(spec);
        ModelOptions.addTo(spec);
        FormerOptions.addTo(spec);
        return ModelArguments.addTo(spec);
    }

    /// What is asked for.
    ///
    /// @throws UsageException if the options contradict each other
    static ConvertJob of(ParseResult given, Defaults defaults) {
        ModelSource source = ModelOptions.source(given, "convert");
        return new ConvertJob(
                source,
                name(given, source),
                Flags.get(given, "--output_dir").map(Path::of).orElse(defaults.folder()),
                PrecisionOptions.apply(
                        given,
                        InterfaceOptions.apply(
                                given,
                                ConvertOptions.DEFAULT
                                        .withCut(ModelArguments.of(given))
                                        .withChannelsFirst(!defaults.keepLayout())
                                        .withTranslators(
                                                Extensions.translators(given)
                                                        .orElse(defaults.translators())))),
                Flags.get(given, "--diagnostics").map(Path::of),
                Flags.get(given, "--tensorboard_logdir").map(Path::of),
                Stream.of(
                                FormerOptions.remarks(given),
                                InterfaceOptions.remarks(given),
                                PrecisionOptions.remarks(given))
                        .flatMap(List::stream)
                        .toList());
    }

    private static String name(ParseResult given, ModelSource model) {
        String name =
                Flags.get(given, "--model_name").orElseGet(() -> ModelOptions.defaultName(model));
        checkName("--model_name", name);
        return name;
    }

    /// @throws UsageException if it cannot be the name of files
    static void checkName(String where, String name) {
        if (name.isEmpty()
                || name.contains("/")
                || name.contains("\\")
                || name.equals(".")
                || name.equals("..")) {
            throw new UsageException(
                    where,
                    "'" + name + "' is not the name of a file",
                    "Give the folder by --output_dir.");
        }
    }

    /// Reads, converts and writes. The diagnostics are written in any case.
    ///
    /// @throws org.tf2ov.problem.Tf2ovException with all that is wrong; nothing is written then
    Converted run() {
        long start = System.nanoTime();
        Kernels.prepare();
        try {
            UnverifiedModel read = ModelReader.readUnverified(source, options.cut());
            Converted converted;
            try {
                converted = convert(read, start);
            } catch (RuntimeException e) {
                read.verify(); // damage explains everything else
                throw e;
            }
            diagnostics.ifPresent(
                    file -> Diagnostics.write(file, source, converted.remarks(), Optional.empty()));
            return converted;
        } catch (Throwable e) { // whatever it is, the diagnostics tell of it
            diagnostics.ifPresent(file -> diagnose(file, e));
            throw e;
        }
    }

    private Converted convert(UnverifiedModel read, long start) {
        FrozenModel frozen = read.model();
        // Before the translation: who can't convert a model may want to look at it.
        Optional<TensorBoardCommand.Events> events =
                logs.map(into -> {
                    read.verify();
                    return TensorBoardCommand.write(frozen.graph(), name, into);
                });
        Conversion conversion = Converter.convert(frozen, options);
        Path xml = conversion.ir(name).write(folder, name, read::verify);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Converted(this, frozen.graph().nodes().size(), conversion, xml, events, seconds);
    }

    private void diagnose(Path file, Throwable failure) {
        try {
            Diagnostics.write(file, source, List.of(), Optional.of(failure));
        } catch (RuntimeException e) {
            failure.addSuppressed(e); // the first problem is the one to tell
        }
    }
}
