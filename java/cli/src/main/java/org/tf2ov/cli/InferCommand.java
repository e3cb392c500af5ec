package org.tf2ov.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.pass.Cut;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov infer`: a model and files enter, answers leave.
final class InferCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("infer")
                        .addPositional(
                                Flags.positional(
                                        0,
                                        false,
                                        "0..1",
                                        "MODEL",
                                        "An IR (.xml) or a TensorFlow model of any format."))
                        .addPositional(
                                Flags.positional(
                                        1,
                                        true,
                                        "0..*",
                                        "FILE",
                                        "Pictures (PNG, JPEG, BMP, GIF) or arrays (.npy); the same as --input."))
                        .addOption(
                                Flags.values(
                                        "-i --input",
                                        "[NAME=]FILE",
                                        "A picture or an array, for the input NAME where there are several."))
                        .addOption(
                                Flags.value(
                                        "--input_shape",
                                        "SHAPES",
                                        "TensorFlow models: shapes of the inputs, as for convert."))
                        .addOption(
                                Flags.values(
                                        "--output",
                                        "NAMES",
                                        "Which outputs to show; of a TensorFlow model any nodes."));
        ModelOptions.addTo(spec);
        Extensions.addTo(spec);
        InferenceOptions.alone().forEach(spec::addOption);
        spec.usageMessage()
                .header("Ask a model about pictures or arrays.")
                .description(
                        "",
                        "MODEL is an IR (.xml) or a TensorFlow model, which is converted in memory and takes and gives tensors in"
                                + " TensorFlow's own layout. A picture is resized to what the model takes; its colours are 0 to 255"
                                + " unless --mean and --scale say otherwise. Without FILEs you are told what the model wants.",
                        "")
                .footer(
                        "",
                        "Examples:",
                        "  tf2ov infer mobilenet.pb photo.jpg --labels imagenet.txt --mean 127.5 --scale 127.5",
                        "  tf2ov infer onet.xml face.png cup.png",
                        "  tf2ov infer model.xml --input image=photo.png --input size=size.npy --out a.json");
        return Flags.withCommon(spec);
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        ModelOptions.Found found = ModelOptions.find(given, "infer");
        Path model = found.source().path();
        InferenceOptions options = InferenceOptions.of(given);
        List<String> outputs = ModelArguments.names(Flags.all(given, "--output"));
        Optional<String> shapes = Flags.get(given, "--input_shape");
        List<String> files =
                Stream.concat(found.rest().stream(), Flags.all(given, "--input").stream()).toList();
        boolean isIr = LoadedModel.isIr(model);
        if (isIr && shapes.isPresent()) {
            throw new UsageException(
                    "--input_shape",
                    "the shapes of an IR are made when it is converted",
                    "Give the shape to convert, or give the TensorFlow model to infer.");
        }
        try (LoadedModel loaded =
                isIr
                        ? LoadedModel.ofFile(model, options)
                        : convert(given, found.source(), options, terminal)) {
            Answers answers = Answers.of(model.toString(), loaded, files, options);
            if (isIr) {
                answers = answers.only(outputs, loaded);
            }
            answers.say(terminal);
            if (terminal.speaksJson()) {
                terminal.document(answers.document());
            }
            answers.writeTo(options.out(), terminal);
        }
    }

    private static LoadedModel convert(
            ParseResult given, ModelSource model, InferenceOptions options, Terminal terminal) {
        Cut cut =
                ModelArguments.of(
                        Optional.empty(),
                        Flags.get(given, "--input_shape"),
                        ModelArguments.names(Flags.all(given, "--output")),
                        OptionalInt.empty());
        Conversion conversion =
                Converter.convert(
                        ModelReader.read(model, cut),
                        ConvertOptions.DEFAULT
                                .withCut(cut)
                                .withChannelsFirst(false)
                                .withTranslators(
                                        Extensions.translators(given)
                                                .orElse(ConvertOptions.DEFAULT.translators())));
        conversion.remarks().forEach(terminal::remark);
        return LoadedModel.of(conversion, options);
    }
}
