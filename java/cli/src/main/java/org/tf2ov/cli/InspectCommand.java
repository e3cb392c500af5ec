package org.tf2ov.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tf2ov.convert.Translators;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.Format;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.ModelSurvey;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;
import org.tf2ov.tf.Variables;
import org.tf2ov.tf.checkpoint.Checkpoint;
import org.tf2ov.tf.pass.Cut;
import org.tf2ov.tf.pass.CutModel;
import org.tf2ov.tf.pass.Cutting;
import org.tf2ov.tf.pass.Freezing;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov inspect`: what a model's files hold, whether or not it can be converted.
final class InspectCommand implements Subcommand {
    /// The most variables, operations and files that are told to people; programs get all.
    private static final int MOST_TOLD = 40;

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("inspect")
                        .addPositional(
                                Flags.positional(
                                        0, false, "0..1", "MODEL", "A model of any format."));
        ModelOptions.addTo(spec);
        Extensions.addTo(spec);
        spec.usageMessage()
                .header("Say what a TensorFlow model holds.")
                .description(
                        "",
                        "Tells the format, the signatures with their inputs and outputs, the operations and which of them can be"
                                + " translated, the variables, the functions and the files. With --json everything, else the most important.",
                        "");
        return Flags.withCommon(spec);
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        ModelSource source = ModelOptions.source(given, "inspect");
        Translators translators = Extensions.translators(given).orElseGet(Translators::builtIn);
        ModelSurvey survey = ModelSurvey.of(source);
        survey.remarks().forEach(terminal::remark);

        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", source.path());
        document.put("format", survey.format().words());
        document.put("files", files(terminal, source, survey));
        document.put(
                "graphs",
                survey.parts().stream()
                        .map(part -> graph(terminal, part, survey.format()))
                        .toList());
        document.put("variables", variables(terminal, survey.variables()));
        document.put("frozen", frozen(terminal, source, survey, translators));
        document.put("remarks", survey.remarks());
        terminal.document(document);
    }

    // Files

    private static List<Object> files(Terminal terminal, ModelSource source, ModelSurvey survey) {
        List<Object> files = new ArrayList<>();
        long bytes = 0;
        for (Path file : filesOf(source, survey)) {
            long size = Converted.bytes(file);
            bytes += size;
            files.add(facts("path", file, "bytes", size));
        }
        terminal.say(
                "format",
                survey.format().words()
                        + ", "
                        + files.size()
                        + (files.size() == 1 ? " file, " : " files, ")
                        + Converted.size(bytes));
        return files;
    }

    private static List<Path> filesOf(ModelSource source, ModelSurvey survey) {
        try {
            if (Files.isDirectory(source.path())) {
                try (Stream<Path> all = Files.walk(source.path())) {
                    return all.filter(Files::isRegularFile).sorted().toList();
                }
            }
            List<Path> files = new ArrayList<>(List.of(survey.file()));
            Optional<Path> prefix =
                    source.checkpoint()
                            .or(() ->
                                    survey.format() == Format.META_GRAPH
                                            ? Optional.of(survey.file())
                                            : Optional.empty());
            if (prefix.isPresent() && !Files.isDirectory(prefix.get())) {
                files.addAll(beside(prefix.get()));
            }
            return files;
        } catch (IOException e) {
            throw new MalformedInputException(
                    source.path().toString(), "the files cannot be listed", e);
        }
    }

    /// The files of a checkpoint, given any of them or what their names have in common.
    private static List<Path> beside(Path any) throws IOException {
        String stem =
                any.getFileName()
                        .toString()
                        .replaceFirst("\\.(meta|index|data-\\d{5}-of-\\d{5})$", "");
        Path folder = any.toAbsolutePath().getParent();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        folder,
                        entry -> {
                            String name = entry.getFileName().toString();
                            return name.equals(stem)
                                    || name.startsWith(stem)
                                            && name.substring(stem.length())
                                                    .matches(
                                                            "\\.index|\\.data-\\d{5}-of-\\d{5}|-\\d{5}-of-\\d{5}");
                        })) {
            entries.forEach(entry -> files.add(any.resolveSibling(entry.getFileName())));
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    // Graphs

    private static Map<String, Object> graph(
            Terminal terminal, ModelSurvey.Part part, Format format) {
        TfGraph graph = part.graph();
        terminal.say(
                "graph",
                (format == Format.SAVED_MODEL
                                ? "tags "
                                        + (part.tags().isEmpty()
                                                ? "(none)"
                                                : String.join(",", new TreeSet<>(part.tags())))
                                        + ", "
                                : "")
                        + graph.nodes().size()
                        + " nodes, "
                        + graph.functions().size()
                        + " functions");
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tags", List.copyOf(new TreeSet<>(part.tags())));
        facts.put("nodes", graph.nodes().size());
        List<Object> signatures = new ArrayList<>();
        part.signatures()
                .forEach((name, signature) -> {
                    terminal.say("signature", name);
                    signatures.add(
                            facts(
                                    "name",
                                    name,
                                    "method",
                                    signature.method(),
                                    "inputs",
                                    ports(terminal, "input", signature.inputs()),
                                    "outputs",
                                    ports(terminal, "output", signature.outputs())));
                });
        facts.put("signatures", signatures);
        facts.put("operations", counts(graph));
        facts.put(
                "functions",
                graph.functions().values().stream()
                        .map(function ->
                                facts("name", function.name(), "nodes", function.nodes().size()))
                        .toList());
        return facts;
    }

    private static List<Object> ports(
            Terminal terminal, String kind, Map<String, Signature.Port> ports) {
        List<Object> all = new ArrayList<>();
        ports.forEach((key, port) -> {
            terminal.say(
                    kind, key + "  " + port.type() + "[" + port.shape() + "]  " + port.tensor());
            all.add(
                    facts(
                            "name",
                            key,
                            "type",
                            port.type(),
                            "shape",
                            Converted.shape(port.shape()),
                            "tensor",
                            port.tensor()));
        });
        return all;
    }

    /// How often each operation occurs, in functions, too.
    private static SortedMap<String, Long> counts(TfGraph graph) {
        return Stream.concat(
                        graph.nodes().stream(),
                        graph.functions().values().stream()
                                .map(TfFunction::nodes)
                                .flatMap(List::stream))
                .collect(Collectors.groupingBy(TfNode::op, TreeMap::new, Collectors.counting()));
    }

    // Variables

    private static Map<String, Object> variables(Terminal terminal, Variables variables) {
        List<Map<String, Object>> all = new ArrayList<>();
        long bytes = 0;
        for (String key : variables.keys()) {
            Optional<Variables.Kind> kind =
                    key.equals(Checkpoint.OBJECT_GRAPH) ? Optional.empty() : kind(variables, key);
            if (kind.isPresent()) {
                long size = kind.get().shape().elementCount().value() * kind.get().type().bytes();
                bytes += size;
                all.add(
                        facts(
                                "name",
                                key,
                                "type",
                                kind.get().type(),
                                "shape",
                                Converted.shape(kind.get().shape()),
                                "bytes",
                                size));
            }
        }
        if (!all.isEmpty()) {
            terminal.say("variables", all.size() + ", " + Converted.size(bytes) + " in all");
            all.stream()
                    .limit(MOST_TOLD)
                    .forEach(facts ->
                            terminal.say(
                                    "",
                                    facts.get("name")
                                            + "  "
                                            + facts.get("type")
                                            + facts.get("shape")));
            more(terminal, all.size());
        }
        return facts("count", all.size(), "bytes", bytes, "all", all);
    }

    /// What a variable is; nothing if it is damaged, which those who convert are told.
    private static Optional<Variables.Kind> kind(Variables variables, String key) {
        try {
            return variables.kind(key);
        } catch (Tf2ovException _) {
            return Optional.empty();
        }
    }

    private static void more(Terminal terminal, int count) {
        if (count > MOST_TOLD) {
            terminal.say("", "... and " + (count - MOST_TOLD) + " more; --json tells all");
        }
    }

    // What will be converted

    private static Map<String, Object> frozen(
            Terminal terminal, ModelSource source, ModelSurvey survey, Translators translators) {
        Map<String, Object> facts = new LinkedHashMap<>();
        TfGraph graph;
        try {
            FrozenModel frozen = Freezing.freeze(ModelReader.open(source));
            graph = frozen.graph();
            facts.put("possible", true);
            facts.put("nodes", graph.nodes().size());
            ends(terminal, frozen, facts);
        } catch (Tf2ovException e) {
            terminal.say("frozen", "not possible: " + e.problems().getFirst());
            facts.put("possible", false);
            facts.put("problems", e.problems().stream().map(Failures::describe).toList());
            graph =
                    survey.parts().isEmpty()
                            ? new TfGraph(List.of())
                            : survey.parts().getFirst().graph();
        }
        long constants = 0;
        for (TfNode node : graph.nodes()) {
            constants += constantBytes(node);
        }
        facts.put("constant_bytes", constants);
        operations(terminal, graph, translators, facts);
        return facts;
    }

    private static long constantBytes(TfNode node) {
        try {
            if (!node.op().equals("Const")) {
                return 0;
            }
            TfTensor value = node.tensor("value");
            return value.count() * value.type().bytes();
        } catch (Tf2ovException _) {
            return 0; // a constant without a value is told when the model is converted
        }
    }

    /// The inputs and outputs of a model without a signature.
    private static void ends(Terminal terminal, FrozenModel frozen, Map<String, Object> facts) {
        try {
            CutModel whole = Cutting.cut(frozen, Cut.NONE);
            List<Object> inputs = new ArrayList<>();
            for (CutModel.Input input : whole.inputs()) {
                TfNode node = whole.graph().node(input.node()).orElseThrow();
                PartialShape shape = node.shape("shape", PartialShape.DYNAMIC);
                DataType type = node.type("dtype");
                if (frozen.signature().isEmpty()) {
                    terminal.say("input", node.name() + "  " + type + "[" + shape + "]");
                }
                inputs.add(
                        facts(
                                "name",
                                input.names().isEmpty() ? node.name() : input.names().getFirst(),
                                "type",
                                type,
                                "shape",
                                Converted.shape(shape),
                                "node",
                                node.name()));
            }
            List<Object> outputs = new ArrayList<>();
            for (CutModel.Output output : whole.outputs()) {
                TfNode node = whole.graph().node(output.node()).orElseThrow();
                if (frozen.signature().isEmpty()) {
                    terminal.say("output", node.name() + "  (" + node.op() + ")");
                }
                outputs.add(
                        facts(
                                "name",
                                output.names().isEmpty()
                                        ? node.name()
                                                + (output.index() > 0 ? ":" + output.index() : "")
                                        : output.names().getFirst(),
                                "node",
                                node.name(),
                                "op",
                                node.op()));
            }
            facts.put("inputs", inputs);
            facts.put("outputs", outputs);
        } catch (Tf2ovException e) {
            facts.put("problems", e.problems().stream().map(Failures::describe).toList());
        }
    }

    private static void operations(
            Terminal terminal, TfGraph graph, Translators translators, Map<String, Object> facts) {
        SortedMap<String, Long> counts = counts(graph);
        List<Object> all = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        List<String> told = new ArrayList<>();
        counts.forEach((op, count) -> {
            boolean translated =
                    op.equals("Placeholder")
                            || translators.of(op).isPresent()
                            || translators.ofComplex(op).isPresent()
                            || translators.ofStrings(op).isPresent();
            all.add(facts("op", op, "count", count, "translated", translated));
            (translated ? told : lacking).add(op + " " + count);
        });
        facts.put("operations", all);
        facts.put("untranslated", lacking.size());
        terminal.say(
                "operations",
                counts.size() + ", of which " + lacking.size() + " cannot be translated");
        if (!lacking.isEmpty()) {
            terminal.say("lacking", String.join(", ", lacking));
        }
        terminal.say(
                "known",
                String.join(", ", told.subList(0, Math.min(MOST_TOLD, told.size())))
                        + (told.size() > MOST_TOLD
                                ? ", and " + (told.size() - MOST_TOLD) + " more"
                                : ""));
    }

    /// A map in the order in which its keys and values are given.
    private static Map<String, Object> facts(Object... keysAndValues) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            facts.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return facts;
    }
}
