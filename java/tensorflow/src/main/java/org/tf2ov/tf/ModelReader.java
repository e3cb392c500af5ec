package org.tf2ov.tf;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tf.pass.Freezing;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// Reads a TensorFlow model. This is the beginning of every conversion.
public final class ModelReader {
    private ModelReader() {}

    /// Reads a model of any format and freezes it. Its tensors stay in its files, which are mapped
    /// and must not change as long as the model is in use.
    ///
    /// @throws Tf2ovException if it is not what it claims to be; everything that is wrong with it
    ///   is in there
    public static FrozenModel read(ModelSource source) {
        return Freezing.freeze(open(source));
    }

    /// Reads a model of any format, which its content tells, and freezes it.
    public static FrozenModel read(Path path) {
        return read(ModelSource.of(path));
    }

    /// Reads a model as its files have it.
    public static TfModel open(ModelSource source) {
        return TfModel.frozen(source.path(), graph(source.path()));
    }

    private static TfGraph graph(Path path) {
        if (Files.isDirectory(path) && Files.exists(path.resolve("saved_model.pb"))) {
            throw new MalformedInputException(
                    path.toString(),
                    "this is a SavedModel directory, not a file",
                    "Name it by --saved_model_dir.");
        }
        MappedFile file = MappedFile.open(path);
        if (file.size() == 0) {
            throw new MalformedInputException(path.toString(), "the file is empty");
        }
        TfGraph graph = decode(file);
        if (graph.nodes().isEmpty()) {
            throw FileKind.of(file.segment())
                    .map(kind -> refused(path, kind))
                    .orElseGet(() ->
                            new MalformedInputException(path.toString(), "the graph has no nodes"));
        }
        return graph;
    }

    private static TfGraph decode(MappedFile file) {
        Problems problems = new Problems(file.path().toString());
        GraphDecoder decoder = new GraphDecoder(WireReader.of(file), problems);
        try {
            decoder.graph();
        } catch (WireException e) {
            throw FileKind.of(file.segment())
                    .map(kind -> refused(file.path(), kind))
                    .orElseGet(() ->
                            new MalformedInputException(
                                    file.path() + " at byte " + e.offset(),
                                    e.getMessage() + decoder.whereItIs(),
                                    e));
        } catch (InternalError e) {
            throw new MalformedInputException(
                    file.path().toString(), "the file changed while it was read", e);
        }
        TfGraph graph = decoder.build();
        GraphCheck.check(graph, problems);
        problems.throwIfAny();
        return graph;
    }

    private static MalformedInputException refused(Path path, FileKind kind) {
        return new MalformedInputException(path.toString(), kind.what(), kind.remedy());
    }
}
