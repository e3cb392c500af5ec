package org.tf2ov.tf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// The files that a SavedModel brings with it, such as vocabularies. All are in its directory
/// `assets`; a name that leads out of it is refused.
final class Assets {
    /// In TensorFlow 1, a collection of `AssetFileDef` says what the MetaGraph itself does not.
    private static final String COLLECTION = "saved_model_assets";

    private final Path directory;
    private final Map<String, String> files;

    private Assets(Path directory, Map<String, String> files) {
        this.directory = directory;
        this.files = files;
    }

    /// The assets of a model in a directory.
    ///
    /// @param place the file that names them, for messages
    static Assets of(MetaGraph graph, Path directory, Path place) {
        List<MetaGraph.Asset> all = new ArrayList<>(graph.assets());
        if (graph.collections().containsKey(COLLECTION)) {
            for (byte[] message : graph.collections().get(COLLECTION).messages()) {
                try {
                    all.add(MetaGraphDecoder.asset(WireReader.of(message)));
                } catch (WireException e) {
                    throw new MalformedInputException(
                            place.toString(),
                            "the collection '"
                                    + COLLECTION
                                    + "' holds something that is no asset: "
                                    + e.getMessage());
                }
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (MetaGraph.Asset asset : all) {
            if (!isInside(asset.file())) {
                throw new MalformedInputException(
                        place.toString(),
                        "the asset '"
                                + asset.file()
                                + "' is not a name within the model's assets directory");
            }
            files.put(TfEdge.parse(asset.tensor()).toString(), asset.file());
        }
        return new Assets(directory.resolve("assets"), files);
    }

    private static boolean isInside(String name) {
        try {
            Path path = Path.of(name);
            return !name.isEmpty()
                    && !path.isAbsolute()
                    && !path.normalize().startsWith("..")
                    && path.normalize().equals(path);
        } catch (InvalidPathException _) {
            return false;
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /// The file whose name a tensor of the main graph holds while the graph runs.
    ///
    /// @throws MalformedInputException if there is no such file, or it is not in the directory
    Optional<Path> file(TfEdge tensor) {
        return Optional.ofNullable(files.get(tensor.toString())).map(this::existing);
    }

    private Path existing(String name) {
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                throw new MalformedInputException(
                        file.toString(), "there is no such file, but the model needs it");
            }
            if (!file.toRealPath().startsWith(directory.toRealPath())) {
                throw new MalformedInputException(
                        file.toString(),
                        "this is a link that leads out of the model's directory",
                        "If that is intended, copy the model with all that its links lead to: cp"
                                + " -rL.");
            }
            return file;
        } catch (IOException e) {
            throw new MalformedInputException(
                    file.toString(), "the file cannot be read: " + e.getMessage(), e);
        }
    }
}
