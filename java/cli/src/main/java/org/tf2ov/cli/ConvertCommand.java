package org.tf2ov.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `tf2ov convert`: a TensorFlow model enters, `.xml` and `.bin` leave.
final class ConvertCommand implements Subcommand {
    /// What may stand beside a list of models, because it is meant for all of them.
    private static final Set<String> FOR_ALL =
            Set.of(
                    "--batch",
                    "--output_dir",
                    "--disable_nhwc_to_nchw",
                    "--extensions",
                    "--keep_op",
                    "--json",
                    "--silent",
                    "--debug");

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("convert")
                        .addPositional(
                                Flags.positional(
                                        0,
                                        false,
                                        "0..1",
                                        "MODEL",
                                        "A model of any format, which its content tells."))
                        .addOption(
                                Flags.list(
                                        "--infer",
                                        "[NAME=]FILE",
                                        "Ask the converted model about these files at once; see tf2ov infer --help."));
        ConvertJob.addTo(spec);
        InferenceOptions.besideConversion().forEach(spec::addOption);
        spec.usageMessage()
                .header("Convert a TensorFlow model to OpenVINO IR.")
                .description(
                        "",
                        "Shapes are written as TensorFlow has them, mostly [N,H,W,C]. Inputs and outputs of the IR have their channels"
                                + " first, as those of the Model Optimizer; --disable_nhwc_to_nchw keeps them as they are, and --layout says it for each.",
                        "",
                        "--mean_values, --scale_values, --scale and --reverse_input_channels become part of the IR: it then takes pictures as they are."
                                + " --picture_mean, --picture_scale and --picture_bgr are for a model that is left as it is: they say what is done to the"
                                + " pictures of --infer before they enter, and change nothing in the IR.",
                        "")
                .footer(
                        "",
                        "Examples:",
                        "  tf2ov convert --input_model inception_v1.pb -b 1",
                        "  tf2ov convert --input_model mobilenet.pb --input_shape [1,224,224,3] --output_dir ir",
                        "  tf2ov convert --input_model mobilenet.pb --infer photo.jpg --labels imagenet.txt",
                        "  tf2ov convert --input_model mobilenet.pb --mean_values [127.5] --scale 127.5 --reverse_input_channels",
                        "  tf2ov convert --saved_model_dir export --signature embed --output_dir ir",
                        "",
                        "With --batch LIST many models are converted at once, several at a time. Each line of LIST is a name, a tabulator and the"
                                + " options of one conversion, quoted as in a shell; lines that begin with # are comments. A model that fails leaves"
                                + " NAME.err in its output folder with the reasons, and the others go on; the exit code is 4 then.");
        return Flags.withCommon(spec);
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        Optional<Path> list =
                Flags.get(given, "--batch")
                        .filter(text -> !text.matches("[+-]?\\d+"))
                        .map(Path::of);
        if (list.isPresent()) {
            batch(list.get(), given, terminal);
            return;
        }
        ConvertJob job = ConvertJob.of(given, ConvertJob.Defaults.of(given));
        List<String> questions = Flags.all(given, "--infer");
        // What is asked afterwards must be readable before anything is written.
        InferenceOptions inference = InferenceOptions.of(given);

        Converted converted = job.run();
        converted.remarks().forEach(terminal::remark);
        converted.say(terminal);
        if (terminal.speaksJson() || !questions.isEmpty()) {
            Map<String, Object> document = converted.document();
            if (!questions.isEmpty()) {
                answer(converted, questions, inference, terminal, document);
            }
            terminal.document(document);
        }
    }

    private static void answer(
            Converted converted,
            List<String> questions,
            InferenceOptions inference,
            Terminal terminal,
            Map<String, Object> document) {
        try (LoadedModel loaded =
                LoadedModel.ofFile(
                        converted.xml(),
                        inference,
                        Optional.of(PortNames.of(converted.conversion())))) {
            Answers answers = Answers.of(converted.xml().toString(), loaded, questions, inference);
            answers.say(terminal);
            document.put("inference", answers.document());
            answers.writeTo(inference.out(), terminal);
        }
    }

    private void batch(Path list, ParseResult given, Terminal terminal) {
        given.matchedOptions().stream()
                .map(option -> option.longestName())
                .filter(option -> !FOR_ALL.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new UsageException(
                            "--batch",
                            option + " does not go with a list of models",
                            "Write it into the lines of the list; a batch size is a number.");
                });
        if (given.hasMatchedPositional(0)) {
            throw new UsageException(
                    "--batch",
                    "there is a model beside the list: " + given.matchedPositionalValue(0, ""),
                    "Write it into the list; a batch size is a number.");
        }
        ConvertJob.Defaults defaults = ConvertJob.Defaults.of(given);
        new Batch(
                        BatchList.read(list),
                        words -> ConvertJob.of(parse(words), defaults),
                        defaults.folder(),
                        terminal)
                .run();
    }

    private ParseResult parse(List<String> words) {
        CommandSpec spec = spec().name("tf2ov convert");
        try {
            ParseResult given =
                    Tf2ov.configured(new CommandLine(spec))
                            .parseArgs(Tf2ov.normal(words.toArray(String[]::new)));
            if (Flags.has(given, "--infer")) {
                throw new UsageException(
                        "--infer",
                        "models of a batch are not asked",
                        "Use tf2ov infer afterwards.");
            }
            return given;
        } catch (ParameterException e) {
            throw Tf2ov.misuse(e);
        }
    }
}
