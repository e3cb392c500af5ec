package org.tf2ov.tf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.checkpoint.Checkpoint;

/// What the files of a model hold, whether or not it can be frozen or converted: nothing is chosen,
/// and what is missing is a remark.
///
/// @param file the file with the graph
/// @param parts each MetaGraph of a SavedModel; otherwise one
/// @param variables the values beside the graph; [Variables#NONE] if there are none, or if they
///   cannot be read
/// @param remarks what could not be read, each a sentence
public record ModelSurvey(
        Path file, Format format, List<Part> parts, Variables variables, List<String> remarks) {
    /// One graph and what it promises.
    public record Part(Set<String> tags, TfGraph graph, Map<String, Signature> signatures) {}

    public ModelSurvey {
        parts = List.copyOf(parts);
        remarks = List.copyOf(remarks);
    }

    /// Looks at a model.
    ///
    /// @throws org.tf2ov.problem.MalformedInputException if its graph cannot be read
    public static ModelSurvey of(ModelSource source) {
        List<String> remarks = new ArrayList<>();
        Path path = source.path();
        boolean directory = Files.isDirectory(path);
        Path graphFile =
                directory ? ModelReader.graphFile(path, source.format()) : ModelReader.file(source);
        MessageFile message = MessageFile.open(graphFile, source.text(), remarks);
        Content.Kind kind = message.kind();
        return switch (kind) {
            case SAVED_MODEL -> savedModel(message, remarks);
            case META_GRAPH -> {
                Part part =
                        message.decode((in, problems) -> {
                            MetaGraphDecoder decoder = new MetaGraphDecoder(in, problems);
                            decoder.metaGraph();
                            return part(decoder.build());
                        });
                String name = graphFile.getFileName().toString();
                int dot = name.lastIndexOf(".meta");
                Path prefix = graphFile.resolveSibling(dot < 0 ? name : name.substring(0, dot));
                yield new ModelSurvey(
                        graphFile,
                        Format.META_GRAPH,
                        List.of(part),
                        variables(source.checkpoint(), prefix, remarks),
                        remarks);
            }
            case GRAPH, KERAS_H5, KERAS_ZIP -> {
                TfModel model = ModelReader.open(withoutCheckpoint(source));
                Variables variables =
                        source.checkpoint().isPresent()
                                ? variables(source.checkpoint(), path, remarks)
                                : model.variables();
                remarks.addAll(model.remarks());
                yield new ModelSurvey(
                        graphFile,
                        source.checkpoint().isPresent()
                                ? Format.GRAPH_AND_CHECKPOINT
                                : model.format(),
                        List.of(new Part(model.tags(), model.graph(), model.signatures())),
                        variables,
                        remarks);
            }
        };
    }

    private static ModelSource withoutCheckpoint(ModelSource source) {
        return new ModelSource(
                source.path(),
                Optional.empty(),
                source.text(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ModelSurvey savedModel(MessageFile message, List<String> remarks) {
        int count = message.decode((in, _) -> MetaGraphDecoder.tags(in)).size();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            parts.add(
                    message.decode((in, problems) -> {
                        MetaGraphDecoder decoder = new MetaGraphDecoder(in, problems);
                        decoder.savedModel(index);
                        return part(decoder.build());
                    }));
        }
        Path prefix = message.path().resolveSibling("variables").resolve("variables");
        return new ModelSurvey(
                message.path(),
                Format.SAVED_MODEL,
                parts,
                variables(Optional.empty(), prefix, remarks),
                remarks);
    }

    private static Part part(MetaGraph graph) {
        return new Part(graph.tags(), graph.graph(), graph.signatures());
    }

    private static Variables variables(
            Optional<Path> checkpoint, Path prefix, List<String> remarks) {
        try {
            return checkpoint.isPresent()
                    ? Checkpoint.open(checkpoint.get())
                    : GraphVariables.beside(prefix);
        } catch (Tf2ovException e) {
            remarks.add("The variables cannot be read: " + e.problems().getFirst());
            return Variables.NONE;
        }
    }
}
