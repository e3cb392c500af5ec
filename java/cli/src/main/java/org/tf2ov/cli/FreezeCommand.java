package org.tf2ov.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.GraphDefWriter;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.pass.Cut;
import org.tf2ov.tf.pass.CutModel;
import org.tf2ov.tf.pass.ForgetPlaces;
import org.tf2ov.tf.pass.NameOutputs;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov freeze`: a model of any format enters, one graph with everything in it leaves.
final class FreezeCommand implements Subcommand {
    private static final TfGraph.Versions TENSORFLOW_1_15 =
            new TfGraph.Versions(134, 12, List.of());

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("freeze")
                        .addPositional(
                                Flags.positional(
                                        0,
                                        false,
                                        "0..1",
                                        "MODEL",
                                        "A model of any format, which its content tells."))
                        .addOption(
                                Flags.value(
                                        "-o --output_graph",
                                        "FILE",
                                        "What to write; text if it ends in .pbtxt (default: MODEL_frozen.pb)."))
                        .addOption(Flags.flag("--text", "Write text (.pbtxt)."))
                        .addOption(Flags.value("-b --batch", "N", "The batch size of all inputs."));
        ModelOptions.addTo(spec);
        ModelArguments.addTo(spec);
        spec.usageMessage()
                .header("Write a TensorFlow model as one frozen graph.")
                .description(
                        "",
                        "Variables become constants, calls of functions become what they do, and training goes away, as do devices."
                                + " Outputs can also be fetched by their keys in the signature. TensorFlow reads the result, and so does every"
                                + " tool that takes frozen graphs.",
                        "")
                .footer(
                        "",
                        "Examples:",
                        "  tf2ov freeze --saved_model_dir model -o frozen.pb",
                        "  tf2ov freeze --input_model graph.pb --input_checkpoint model.ckpt --output logits -o frozen.pbtxt");
        return Flags.withCommon(spec);
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        ModelSource model = ModelOptions.source(given, "freeze");
        boolean named = Flags.has(given, "--output_graph");
        boolean text =
                Flags.has(given, "--text")
                        || Flags.get(given, "--output_graph")
                                .filter(file -> file.endsWith(".pbtxt"))
                                .isPresent();
        Path file =
                Path.of(
                        named
                                ? Flags.get(given, "--output_graph").orElseThrow()
                                : ModelOptions.defaultName(model)
                                        + "_frozen"
                                        + (text ? ".pbtxt" : ".pb"));

        Cut cut = ModelArguments.of(given);
        FrozenModel frozen = ModelReader.read(model, cut);
        CutModel part =
                NameOutputs.in(
                        Converter.cut(frozen, ConvertOptions.DEFAULT.withCut(cut)),
                        frozen.signature());
        List<String> remarks = new ArrayList<>(frozen.remarks());
        remarks.addAll(part.remarks());
        remarks.forEach(terminal::remark);
        GraphDefWriter.write(withVersion(ForgetPlaces.in(part.graph())), file, text);

        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.path());
        document.put("nodes", part.graph().nodes().size());
        terminal.say(
                "read",
                String.join(" with ", ModelOptions.words(model))
                        + ", "
                        + frozen.graph().nodes().size()
                        + " nodes");
        document.put("inputs", inputs(part, terminal));
        document.put("outputs", outputs(part, terminal));
        document.put("files", List.of(Converted.file(file)));
        document.put("remarks", remarks);
        terminal.say(
                "wrote",
                file
                        + ", "
                        + Converted.size(Converted.bytes(file))
                        + ", "
                        + part.graph().nodes().size()
                        + " nodes");
        terminal.document(document);
    }

    /// A graph that was made from layers has no version, which TensorFlow would take for that of
    /// its first days.
    private static TfGraph withVersion(TfGraph graph) {
        return graph.versions().equals(TfGraph.Versions.UNKNOWN)
                ? new TfGraph(
                        graph.nodes(), List.copyOf(graph.functions().values()), TENSORFLOW_1_15)
                : graph;
    }

    private static List<Map<String, Object>> inputs(CutModel part, Terminal terminal) {
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (CutModel.Input input : part.inputs()) {
            Optional<TfNode> node = part.graph().node(input.node());
            PartialShape shape =
                    node.map(placeholder -> placeholder.shape("shape", PartialShape.DYNAMIC))
                            .orElse(PartialShape.DYNAMIC);
            String type =
                    node.map(placeholder -> placeholder.type("dtype", DataType.FLOAT).toString())
                            .orElse("");
            terminal.say(
                    "input",
                    input.node() + ":0  " + type + "[" + shape + "]" + also(input.names()));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", input.node() + ":0");
            facts.put("names", input.names());
            facts.put("type", type);
            facts.put("shape", shape.toString());
            inputs.add(facts);
        }
        return inputs;
    }

    private static List<Map<String, Object>> outputs(CutModel part, Terminal terminal) {
        List<Map<String, Object>> outputs = new ArrayList<>();
        for (CutModel.Output output : part.outputs()) {
            String tensor = output.node() + (output.index() < 0 ? "" : ":" + output.index());
            terminal.say("output", tensor + also(output.names()));
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", tensor);
            facts.put("names", output.names());
            outputs.add(facts);
        }
        return outputs;
    }

    private static String also(List<String> names) {
        return names.isEmpty() ? "" : "  (" + String.join(", ", names) + ")";
    }
}
