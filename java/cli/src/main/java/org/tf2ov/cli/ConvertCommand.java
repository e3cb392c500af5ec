package org.tf2ov.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.TfGraph;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov convert`: a TensorFlow model enters, `.xml` and `.bin` leave.
final class ConvertCommand implements Subcommand {
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
                        .addOption(Flags.value("-b --batch", "N", "The batch size of all inputs."))
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
                                Flags.flag(
                                        "--disable_nhwc_to_nchw",
                                        "Keep inputs and outputs in TensorFlow's layout."))
                        .addOption(
                                Flags.list(
                                        "--infer",
                                        "[NAME=]FILE",
                                        "Ask the converted model about these files at once; see tf2ov infer --help."));
        ModelOptions.addTo(spec);
        ModelArguments.addTo(spec);
        InferenceOptions.SPECS.forEach(spec::addOption);
        spec.usageMessage()
                .header("Convert a TensorFlow model to OpenVINO IR.")
                .description(
                        "",
                        "Shapes are written as TensorFlow has them, mostly [N,H,W,C]. Inputs and outputs of the IR have their channels"
                                + " first, as those of the Model Optimizer; --disable_nhwc_to_nchw keeps them as they are.",
                        "")
                .footer(
                        "",
                        "Examples:",
                        "  tf2ov convert --input_model inception_v1.pb -b 1",
                        "  tf2ov convert --input_model mobilenet.pb --input_shape [1,224,224,3] --output_dir ir",
                        "  tf2ov convert --input_model mobilenet.pb --infer photo.jpg --labels imagenet.txt");
        return Flags.withCommon(spec);
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        long start = System.nanoTime();
        ModelSource model = ModelOptions.source(given, "convert");
        String name = name(given, model);
        Path outputFolder = Path.of(Flags.get(given, "--output_dir").orElse("."));
        boolean keepLayout = Flags.has(given, "--disable_nhwc_to_nchw");
        List<String> questions = Flags.all(given, "--infer");
        // What is asked afterwards must be readable before anything is written.
        InferenceOptions inference = InferenceOptions.of(given);

        FrozenModel frozen = ModelReader.read(model);
        Conversion conversion =
                Converter.convert(
                        frozen,
                        ConvertOptions.DEFAULT
                                .withCut(ModelArguments.of(given))
                                .withChannelsFirst(!keepLayout));
        conversion.remarks().forEach(terminal::remark);
        Ir ir = conversion.ir(name);
        Path xml = ir.write(outputFolder, name);
        Path bin = xml.resolveSibling(name + ".bin");
        double seconds = (System.nanoTime() - start) / 1e9;

        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.path());
        document.put("nodes", frozen.graph().nodes().size());
        terminal.say("read", read(model, frozen.graph()));
        PortNames names = PortNames.of(conversion);
        document.put(
                "inputs",
                ports(
                        terminal,
                        "input",
                        names.inputs(),
                        conversion.graph().parameters(),
                        written(conversion)));
        document.put(
                "outputs",
                ports(
                        terminal,
                        "output",
                        names.outputs(),
                        conversion.graph().results(),
                        List.of()));
        document.put("files", files(terminal, xml, bin));
        document.put("seconds", Math.round(seconds * 1000) / 1000.0);
        terminal.say("took", String.format(Locale.ROOT, "%.2f s", seconds));
        if (!questions.isEmpty()) {
            try (LoadedModel loaded =
                    LoadedModel.ofFile(xml, inference.device(), Optional.of(names))) {
                Answers answers = Answers.of(xml.toString(), loaded, questions, inference);
                answers.say(terminal);
                document.put("inference", answers.document());
                answers.writeTo(inference.out(), terminal);
            }
        }
        terminal.document(document);
    }

    private static String read(ModelSource model, TfGraph graph) {
        return String.join(" with ", ModelOptions.words(model))
                + (Files.isRegularFile(model.path()) ? ", " + size(model.path()) : "")
                + ", "
                + graph.nodes().size()
                + " nodes";
    }

    private static String name(ParseResult given, ModelSource model) {
        String name =
                Flags.get(given, "--model_name").orElseGet(() -> ModelOptions.defaultName(model));
        if (name.isEmpty() || name.contains("/") || name.contains("\\")) {
            throw new UsageException(
                    "--model_name",
                    "'" + name + "' is not the name of a file",
                    "Give the folder by --output_dir.");
        }
        return name;
    }

    /// The shapes that the inputs have in TensorFlow's layout.
    private static List<PartialShape> written(Conversion conversion) {
        TfGraph graph = conversion.source().graph();
        return conversion.source().inputs().stream()
                .map(input ->
                        graph.node(input.node()).orElseThrow().shape("shape", PartialShape.DYNAMIC))
                .toList();
    }

    private static List<Map<String, Object>> ports(
            Terminal terminal,
            String kind,
            List<String> names,
            List<Value> values,
            List<PartialShape> written) {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            String layout = written.isEmpty() ? "" : layout(written.get(i), value.shape());
            terminal.say(kind, names.get(i) + "  " + value.type() + layout);
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", names.get(i));
            facts.put("type", value.type().element());
            facts.put("shape", shape(value.shape()));
            ports.add(facts);
        }
        return ports;
    }

    /// A remark for inputs whose channels were moved.
    private static String layout(PartialShape written, PartialShape shape) {
        return written.hasRank(4) && shape.hasRank(4) && !written.overlaps(shape)
                ? "  (channels first; in TensorFlow [" + written + "])"
                : "";
    }

    private static List<Object> shape(PartialShape shape) {
        List<Object> dimensions = new ArrayList<>();
        for (Dimension dimension : shape.known().orElse(List.of())) {
            dimensions.add(
                    dimension.isStatic() ? (Object) dimension.value() : dimension.toString());
        }
        return dimensions;
    }

    private static List<Map<String, Object>> files(Terminal terminal, Path... files) {
        List<Map<String, Object>> written = new ArrayList<>();
        for (Path file : files) {
            terminal.say("wrote", file + ", " + size(file));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("path", file);
            facts.put("bytes", bytes(file));
            written.add(facts);
        }
        return written;
    }

    private static String size(Path file) {
        long bytes = bytes(file);
        return bytes < 1000
                ? bytes + " bytes"
                : bytes < 1_000_000
                        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new MalformedInputException(file.toString(), "the file is gone again", e);
        }
    }
}
