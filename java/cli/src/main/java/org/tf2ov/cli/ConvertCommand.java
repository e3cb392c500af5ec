package org.tf2ov.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.Converter;
import org.tf2ov.graph.Graph;
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
                        .addOption(
                                Flags.value(
                                        "--input_shape",
                                        "SHAPES",
                                        "Shapes of the inputs, in the order of --input: [1,224,224,3] or [1,?,?,3],[2].",
                                        "A dimension is a number, ? or -1 (unknown), or a range such as 1..8."))
                        .addOption(
                                Flags.values(
                                        "--input",
                                        "NAMES",
                                        "Nodes that become the inputs, in this order; a shape and a type may follow:",
                                        "image[1,224,224,3],scale{f16}"))
                        .addOption(
                                Flags.values(
                                        "--output",
                                        "NAMES",
                                        "Nodes (logits) or tensors (split:1) that become the outputs, in this order."))
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
        frozen.remarks().forEach(terminal::remark);
        TfGraph source = frozen.graph();
        Conversion conversion =
                Converter.convert(source, arguments(given).apply(source, !keepLayout));
        Ir ir = conversion.ir(name);
        Path xml = ir.write(outputFolder, name);
        Path bin = xml.resolveSibling(name + ".bin");
        double seconds = (System.nanoTime() - start) / 1e9;

        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.path());
        document.put("nodes", source.nodes().size());
        terminal.say("read", read(model, source));
        document.put(
                "inputs",
                ports(
                        terminal,
                        "input",
                        source,
                        conversion.graph(),
                        conversion.graph().parameters()));
        document.put(
                "outputs",
                ports(
                        terminal,
                        "output",
                        source,
                        conversion.graph(),
                        conversion.graph().results()));
        document.put("files", files(terminal, xml, bin));
        document.put("seconds", Math.round(seconds * 1000) / 1000.0);
        terminal.say("took", String.format(Locale.ROOT, "%.2f s", seconds));
        if (!questions.isEmpty()) {
            try (LoadedModel loaded =
                    LoadedModel.ofFile(
                            xml, inference.device(), Optional.of(PortNames.of(conversion)))) {
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

    private static ModelArguments arguments(ParseResult given) {
        List<String> inputs = Flags.all(given, "--input");
        return new ModelArguments(
                inputs.isEmpty() ? Optional.empty() : Optional.of(String.join(",", inputs)),
                Flags.get(given, "--input_shape"),
                ModelArguments.names(Flags.all(given, "--output")),
                Flags.positive(given, "--batch").map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private static List<Map<String, Object>> ports(
            Terminal terminal, String kind, TfGraph source, Graph graph, List<Value> values) {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (Value value : values) {
            String name = nameOf(graph, value);
            terminal.say(kind, name + "  " + value.type() + layout(source, name, value.shape()));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", name);
            facts.put("type", value.type().element());
            facts.put("shape", shape(value.shape()));
            ports.add(facts);
        }
        return ports;
    }

    /// The shortest of the names by which users may ask for a value, which is that of its
    /// TensorFlow node.
    private static String nameOf(Graph graph, Value value) {
        Set<String> names = graph.namesOf(value);
        return names.stream()
                .min(Comparator.comparingInt(String::length))
                .orElseGet(value::toString);
    }

    /// A remark for inputs whose channels were moved.
    private static String layout(TfGraph source, String name, PartialShape shape) {
        Optional<PartialShape> before =
                source.node(name)
                        .filter(node -> node.has("shape"))
                        .map(node -> node.shape("shape"))
                        .filter(written ->
                                written.hasRank(4) && shape.hasRank(4) && !written.overlaps(shape));
        return before.isPresent() ? "  (channels first; in TensorFlow [" + before.get() + "])" : "";
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
