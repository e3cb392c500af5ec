package org.tf2ov.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.file.NewFile;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.EventFile;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.GraphDefWriter;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.TfGraph;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov tensorboard`: a model of any format enters, an events file that TensorBoard shows leaves.
final class TensorBoardCommand implements Subcommand {
    /// What is kept of constants if a graph is too large for an events file; TensorBoard shows no
    /// more of them either.
    private static final long SHOWN = 1024;

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("tensorboard")
                        .addPositional(
                                Flags.positional(
                                        0,
                                        false,
                                        "0..1",
                                        "MODEL",
                                        "A model of any format, which its content tells."))
                        .addOption(
                                Flags.value(
                                        "--tensorboard_logdir --logdir",
                                        "FOLDER",
                                        "Where to write (default: the current folder)."));
        ModelOptions.addTo(spec);
        ModelArguments.addTo(spec);
        spec.usageMessage()
                .header("Write a model's frozen graph as an events file for TensorBoard.")
                .footer(
                        "",
                        "Example:",
                        "  tf2ov tensorboard --saved_model_dir model --logdir logs    then: tensorboard --logdir logs");
        return Flags.withCommon(spec);
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        ModelSource model = ModelOptions.source(given, "tensorboard");
        FrozenModel frozen = ModelReader.read(model, ModelArguments.of(given));
        frozen.remarks().forEach(terminal::remark);
        Events events =
                write(
                        frozen.graph(),
                        ModelOptions.defaultName(model),
                        Path.of(Flags.get(given, "--logdir").orElse(".")));
        events.remarks().forEach(terminal::remark);
        terminal.say(
                "read",
                String.join(" with ", ModelOptions.words(model))
                        + ", "
                        + frozen.graph().nodes().size()
                        + " nodes");
        terminal.say(
                "wrote", events.file() + ", " + Converted.size(Converted.bytes(events.file())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.path());
        document.put("nodes", frozen.graph().nodes().size());
        document.put("files", List.of(Converted.file(events.file())));
        document.put("remarks", events.remarks());
        terminal.document(document);
    }

    /// An events file that was written.
    ///
    /// @param remarks what is not in it
    record Events(Path file, List<String> remarks) {
        Events {
            remarks = List.copyOf(remarks);
        }
    }

    /// Writes the events of a graph into a folder, which is made if there is none.
    ///
    /// @param name of the model
    static Events write(TfGraph graph, String name, Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException(
                    "--tensorboard_logdir", folder + " is a file, not a folder", "Give a folder.");
        }
        Path file = folder.resolve(EventFile.name(name));
        TfGraph shown = graph;
        List<String> remarks = new ArrayList<>();
        try {
            GraphDefWriter.size(graph);
        } catch (Tf2ovException e) {
            if (e.code() != Code.LIMIT_EXCEEDED) {
                throw e;
            }
            shown = EventFile.withoutLargeContents(graph, SHOWN);
            remarks.add(
                    "The graph is too large for an events file; the contents of its constants above "
                            + SHOWN
                            + " bytes are left out of "
                            + file
                            + ".");
        }
        TfGraph written = shown;
        NewFile.write(file, "the file", out -> EventFile.writeTo(written, out));
        return new Events(file, remarks);
    }
}
