package org.tf2ov.tf;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.checkpoint.Checkpoint;
import org.tf2ov.tf.keras.KerasModel;
import org.tf2ov.tf.pass.Cut;
import org.tf2ov.tf.pass.Freezing;

/// Reads a TensorFlow model. This is the beginning of every conversion.
public final class ModelReader {
    private static final String META = ".meta";
    private static final Pattern CHECKPOINT =
            Pattern.compile("(.+)\\.(?:index|data-\\d{5}-of-\\d{5})");

    private ModelReader() {}

    /// Reads a model of any format and freezes it. Its tensors stay in its files, which are mapped
    /// and must not change as long as the model is in use.
    ///
    /// @throws Tf2ovException if it is not what it claims to be; everything that is wrong with it
    ///   is in there
    public static FrozenModel read(ModelSource source) {
        return read(source, Cut.NONE);
    }

    /// The same for a part of the model that is going to be cut out: nothing else has to be
    /// freezable, and values that are given to placeholders decide about branches.
    public static FrozenModel read(ModelSource source, Cut cut) {
        TfModel model = open(source, cut);
        // Before anything is made of it: all of a damaged checkpoint is told at once.
        model.variables().verify();
        return Freezing.freeze(model, cut);
    }

    /// The same, but large values of a checkpoint are verified while they are read for what is made
    /// of the model, so that they are read only once.
    public static UnverifiedModel readUnverified(ModelSource source, Cut cut) {
        TfModel model = open(source, cut);
        Variables variables = model.variables();
        variables.verifyAlongside();
        try {
            return new UnverifiedModel(Freezing.freeze(model, cut), variables);
        } catch (RuntimeException e) {
            variables.verify(); // damage explains everything else
            throw e;
        }
    }

    /// Reads a model of any format, which its content tells, and freezes it.
    public static FrozenModel read(Path path) {
        return read(ModelSource.of(path));
    }

    /// Reads a model as its files have it.
    public static TfModel open(ModelSource source) {
        return open(source, Cut.NONE);
    }

    /// Reads a model as its files have it, but for what can only be made once shapes are known: the
    /// recurrent layers of Keras.
    private static TfModel open(ModelSource source, Cut cut) {
        try {
            return opened(source, cut);
        } catch (Tf2ovException e) {
            List<Problem> problems =
                    e.problems().stream().map(problem -> inFile(source, problem)).toList();
            throw problems.equals(e.problems()) ? e : new Tf2ovException(problems);
        }
    }

    private static TfModel opened(ModelSource source, Cut cut) {
        Path path = source.path();
        List<String> remarks = new ArrayList<>();
        if (Files.isDirectory(path)) {
            Path file = graphFile(path, source.format());
            return SavedModelReader.read(
                    MessageFile.open(file, source.text(), remarks), source, remarks);
        }
        MessageFile message = MessageFile.open(file(source), source.text(), remarks);
        checkFormat(source, message);
        return switch (message.kind()) {
            case SAVED_MODEL -> SavedModelReader.read(message, source, remarks);
            case META_GRAPH -> metaGraph(message, source, remarks);
            case GRAPH -> graph(message, source, remarks);
            case KERAS_H5, KERAS_ZIP -> KerasModel.read(source, cut);
        };
    }

    /// What is wrong with a node says which node; this says in which file it is, too.
    private static Problem inFile(ModelSource source, Problem problem) {
        String where = problem.where().orElse("");
        return where.startsWith("node '")
                ? new Problem(
                        problem.code(),
                        Optional.of(source.path() + ": " + where),
                        problem.what(),
                        problem.remedy())
                : problem;
    }

    /// The file with the graph. A checkpoint stands for the MetaGraph beside it.
    static Path file(ModelSource source) {
        Path path = source.path();
        String name = name(path);
        Matcher checkpoint = CHECKPOINT.matcher(name);
        if (checkpoint.matches()) {
            return path.resolveSibling(checkpoint.group(1) + META);
        }
        boolean prefix =
                !name.endsWith(META)
                        && source.format().equals(Optional.of(Format.META_GRAPH))
                        && Files.exists(path.resolveSibling(name + META));
        return prefix ? path.resolveSibling(name + META) : path;
    }

    private static String name(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString();
    }

    private static TfModel metaGraph(
            MessageFile message, ModelSource source, List<String> remarks) {
        MetaGraph graph =
                message.decode((in, problems) -> {
                    MetaGraphDecoder decoder = new MetaGraphDecoder(in, problems);
                    decoder.metaGraph();
                    MetaGraph decoded = decoder.build();
                    GraphCheck.check(decoded.graph(), problems);
                    return decoded;
                });
        String name = name(message.path());
        String stem = name.endsWith(META) ? name.substring(0, name.length() - META.length()) : name;
        return new MetaGraphModel(message.path(), graph, source.signature(), remarks)
                .build(
                        message.path(),
                        Format.META_GRAPH,
                        source.checkpoint(),
                        message.path().resolveSibling(stem));
    }

    private static TfModel graph(MessageFile message, ModelSource source, List<String> remarks) {
        TfGraph graph =
                message.decode((in, problems) -> {
                    GraphDecoder decoder = new GraphDecoder(in, problems);
                    decoder.graph();
                    TfGraph decoded = decoder.build();
                    GraphCheck.check(decoded, problems);
                    return decoded;
                });
        if (graph.nodes().isEmpty()) {
            throw message.refusal()
                    .orElseGet(() ->
                            new MalformedInputException(
                                    message.path().toString(), "the graph has no nodes"));
        }
        if (!message.isText() && graph.versions().equals(TfGraph.Versions.UNKNOWN)) {
            remarks.add(
                    message.path()
                            + " does not say which version of the format it is of, which stands at"
                            + " the end of what TensorFlow writes: should the file be cut short,"
                            + " nodes are missing.");
        }
        TfModel frozen = TfModel.frozen(message.path(), graph).withRemarks(remarks);
        return source.checkpoint()
                .map(checkpoint -> {
                    GraphVariables variables =
                            GraphVariables.of(
                                    graph,
                                    Checkpoint.open(checkpoint),
                                    Optional.empty(),
                                    Optional.empty());
                    return frozen.withVariables(
                            Format.GRAPH_AND_CHECKPOINT, variables.values(), variables.keys());
                })
                .orElse(frozen);
    }

    /// What the user says that it is, and what it is.
    private static void checkFormat(ModelSource source, MessageFile message) {
        Optional<Format> said = source.format();
        Content.Kind kind = message.kind();
        boolean fits =
                said.isEmpty()
                        || switch (said.get()) {
                            case FROZEN_GRAPH, GRAPH_AND_CHECKPOINT -> true;
                            case META_GRAPH -> kind == Content.Kind.META_GRAPH;
                            case SAVED_MODEL -> kind == Content.Kind.SAVED_MODEL;
                            case KERAS_H5 -> kind == Content.Kind.KERAS_H5;
                            case KERAS_ZIP -> kind == Content.Kind.KERAS_ZIP;
                        };
        if (!fits) {
            throw message.refusal()
                    .orElseGet(() ->
                            new MalformedInputException(
                                    message.path().toString(),
                                    "this is no " + said.get().words(),
                                    "It looks like a "
                                            + kind.words()
                                            + ": name it by "
                                            + (kind == Content.Kind.META_GRAPH
                                                    ? "--input_meta_graph."
                                                    : "--input_model.")));
        }
    }

    // Directories

    static Path graphFile(Path directory, Optional<Format> said) {
        if (said.isPresent() && said.get() != Format.SAVED_MODEL) {
            throw new MalformedInputException(
                    directory.toString(), "this is a directory, not a file");
        }
        Path chunks = directory.resolve("saved_model.cpb");
        Optional<Path> file = SavedModelReader.graphFile(directory);
        if (file.isEmpty() && Files.exists(chunks)) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.NOT_SUPPORTED,
                            chunks.toString(),
                            "the graph of this SavedModel is split into chunks, as"
                                    + " experimental_image_format does",
                            "Save it without that option."));
        }
        return file.orElseThrow(() ->
                new MalformedInputException(
                        directory.toString(),
                        "there is no saved_model.pb in this directory",
                        "Such directories are SavedModels." + insteadOf(directory)));
    }

    /// SavedModels often lie one level deeper, by their version; and some directories hold a
    /// MetaGraph or a Keras model.
    private static String insteadOf(Path directory) {
        List<String> others = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = name(entry);
                if (SavedModelReader.graphFile(entry).isPresent()
                        || name.endsWith(META)
                        || name.endsWith(".keras")
                        || name.endsWith(".h5")) {
                    others.add(entry.toString());
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            return "";
        }
        return others.isEmpty()
                ? ""
                : " Did you mean "
                        + others.stream().sorted().collect(Collectors.joining(" or "))
                        + "?";
    }
}
