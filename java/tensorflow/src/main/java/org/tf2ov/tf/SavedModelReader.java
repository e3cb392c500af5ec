package org.tf2ov.tf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tf2ov.problem.MalformedInputException;

/// Reads a SavedModel: a directory with `saved_model.pb`, and with `variables` and `assets` beside
/// it.
final class SavedModelReader {
    private static final Set<String> SERVE = Set.of("serve");

    private SavedModelReader() {}

    /// The file of the graph in a directory, binary or text; the binary one if there are both, as
    /// in TensorFlow.
    static Optional<Path> graphFile(Path directory) {
        return List.of("saved_model.pb", "saved_model.pbtxt").stream()
                .map(directory::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    /// Reads the model.
    ///
    /// @param message its `saved_model.pb`
    static TfModel read(MessageFile message, ModelSource source, List<String> remarks) {
        List<Set<String>> all = message.decode((in, _) -> MetaGraphDecoder.tags(in));
        int index = choose(message, all, source.tags(), remarks);
        MetaGraph decoded =
                message.decode((in, problems) -> {
                    MetaGraphDecoder decoder = new MetaGraphDecoder(in, problems);
                    decoder.savedModel(index);
                    MetaGraph built = decoder.build();
                    GraphCheck.check(built.graph(), problems);
                    return built;
                });
        Path directory = directory(message.path());
        TfGraph graph =
                FillTablesFromFiles.in(
                        decoded.graph(), Assets.of(decoded, directory, message.path()));
        return new MetaGraphModel(
                        message.path(), decoded.withGraph(graph), source.signature(), remarks)
                .build(
                        directory,
                        Format.SAVED_MODEL,
                        Optional.empty(),
                        directory.resolve("variables").resolve("variables"));
    }

    private static Path directory(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /// Finds the MetaGraph with exactly the tags that are wanted.
    private static int choose(
            MessageFile message,
            List<Set<String>> all,
            Optional<Set<String>> wanted,
            List<String> remarks) {
        if (all.isEmpty()) {
            throw message.refusal()
                    .orElseGet(() ->
                            new MalformedInputException(
                                    message.path().toString(),
                                    "there is no MetaGraph in this SavedModel"));
        }
        Set<String> tags = wanted.orElse(SERVE);
        List<Integer> matches =
                IntStream.range(0, all.size())
                        .filter(i -> all.get(i).equals(tags))
                        .boxed()
                        .toList();
        if (matches.size() > 1) {
            throw new MalformedInputException(
                    message.path().toString(),
                    matches.size() + " MetaGraphs have the same tags, " + words(tags));
        }
        if (matches.isEmpty() && (wanted.isPresent() || all.size() > 1)) {
            throw new MalformedInputException(
                    message.path().toString(),
                    "no MetaGraph has "
                            + (tags.isEmpty() ? "no tags" : "exactly the tags " + words(tags)),
                    "There "
                            + (all.size() == 1 ? "is one with " : "are ")
                            + all.stream()
                                    .map(SavedModelReader::words)
                                    .collect(Collectors.joining(" and "))
                            + ": choose one by --saved_model_tags.");
        }
        int index = matches.isEmpty() ? 0 : matches.getFirst();
        if (wanted.isEmpty() && (all.size() > 1 || matches.isEmpty())) {
            List<String> others = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (i != index) {
                    others.add(words(all.get(i)));
                }
            }
            remarks.add(
                    "The MetaGraph with "
                            + (all.get(index).isEmpty() ? "" : "the tags ")
                            + words(all.get(index))
                            + " was taken"
                            + (others.isEmpty()
                                    ? ", which is the only one."
                                    : "; there are also " + String.join(" and ", others) + "."));
        }
        return index;
    }

    private static String words(Set<String> tags) {
        return tags.isEmpty() ? "no tags" : "'" + String.join(",", new TreeSet<>(tags)) + "'";
    }
}
