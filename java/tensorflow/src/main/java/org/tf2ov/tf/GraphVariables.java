package org.tf2ov.tf;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.RestoredVariables.Restored;
import org.tf2ov.tf.RestoredVariables.RestoredTable;
import org.tf2ov.tf.checkpoint.Checkpoint;

/// The values of a graph's variables, and which value is whose.
///
/// @param keys where the key of a variable is not its own name: the key by the variable's shared
///   name
/// @param tables lookup tables that the checkpoint fills, by the names of their nodes
record GraphVariables(
        Variables values, Map<String, String> keys, Map<String, RestoredTable> tables) {
    /// The parts of a partitioned variable, `weights/part_0`, are one tensor in a checkpoint.
    private static final Pattern PART = Pattern.compile("(.+)/part_(\\d{1,9})");

    /// The name by which a variable is known while a graph runs.
    static String sharedName(TfNode variable) {
        String shared = variable.text("shared_name", "");
        return shared.isEmpty() ? variable.name() : shared;
    }

    /// A checkpoint that was expected beside a model.
    ///
    /// @return a variable-less one if there is no such file
    static Variables beside(Path prefix) {
        return exists(prefix) ? Checkpoint.open(prefix) : new NoVariables(prefix);
    }

    private static boolean exists(Path prefix) {
        String name = prefix.getFileName().toString();
        Pattern files =
                Pattern.compile(
                        Pattern.quote(name)
                                + "(\\.index|\\.data-\\d{5}-of-\\d{5}|-\\d{5}-of-\\d{5})?");
        Path parent = prefix.toAbsolutePath().getParent();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        parent,
                        entry ->
                                files.matcher(entry.getFileName().toString()).matches()
                                        && !Files.isDirectory(entry))) {
            return entries.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException _) {
            return false;
        }
    }

    /// Finds out which value of a checkpoint belongs to which variable of a graph.
    ///
    /// @param saver what the graph says of how it restores its variables
    /// @param objects what the model says of its objects
    static GraphVariables of(
            TfGraph graph,
            Variables values,
            Optional<MetaGraph.Saver> saver,
            Optional<ObjectGraph> objects) {
        return new Search(graph, values, saver, objects).result();
    }

    /// Values that a model should have beside it and has not.
    private record NoVariables(Path prefix) implements Variables {
        @Override
        public Collection<String> keys() {
            return Set.of();
        }

        @Override
        public Optional<TfTensor> value(String key) {
            return Optional.empty();
        }

        @Override
        public String place() {
            return prefix + ".index, which does not exist";
        }
    }

    /// Values, and parts of them under keys of their own: `weights 4 2 0,2:-`.
    private record WithParts(Variables whole, Map<String, Restored> parts) implements Variables {
        @Override
        public Collection<String> keys() {
            return whole.keys();
        }

        @Override
        public Optional<TfTensor> value(String key) {
            Restored part = parts.get(key);
            return part == null ? whole.value(key) : whole.part(part.key(), part.slice());
        }

        @Override
        public Optional<TfTensor> part(String key, String slice) {
            return whole.part(key, slice);
        }

        @Override
        public Optional<Kind> kind(String key) {
            return parts.containsKey(key) ? value(key).map(WithParts::kind) : whole.kind(key);
        }

        private static Kind kind(TfTensor value) {
            return new Kind(value.type(), value.shape());
        }

        @Override
        public void verify() {
            whole.verify();
        }

        @Override
        public void verifyAlongside() {
            whole.verifyAlongside();
        }

        @Override
        public String place() {
            return whole.place();
        }
    }

    /// Asks one source of knowledge after the other.
    private static final class Search {
        private final TfGraph graph;
        private final Variables values;
        private final Set<String> known;
        private final boolean trustSaver;
        private final Map<String, Restored> restored;
        private final Map<String, RestoredTable> tables = new LinkedHashMap<>();
        private final Map<String, String> captured;
        private final Map<String, String> tracked;
        private final Map<String, Restored> parts = new LinkedHashMap<>();

        private Search(
                TfGraph graph,
                Variables values,
                Optional<MetaGraph.Saver> saver,
                Optional<ObjectGraph> objects) {
            this.graph = graph;
            this.values = values;
            this.known = new HashSet<>(values.keys());
            this.trustSaver = saver.isPresent();
            RestoredVariables found =
                    RestoredVariables.of(
                            graph,
                            saver.map(MetaGraph.Saver::restore).filter(name -> !name.isEmpty()));
            this.restored = found.variables();
            found.tables()
                    .forEach((table, from) -> {
                        if (known.contains(from.keys().key())
                                && known.contains(from.values().key())) {
                            tables.put(table, from);
                        }
                    });
            TrackedObjects checkpoint =
                    values instanceof Checkpoint opened
                            ? opened.objectGraph()
                                    .map(message -> TrackedObjects.read(message, values.place()))
                                    .orElse(TrackedObjects.NONE)
                            : TrackedObjects.NONE;
            this.captured =
                    objects.map(model -> CapturedVariables.of(graph, model, checkpoint))
                            .orElse(Map.of());
            this.tracked = checkpoint.keysByName();
        }

        private GraphVariables result() {
            Map<String, String> keys = new LinkedHashMap<>();
            for (TfNode node : graph.nodes()) {
                if (RestoredVariables.isVariable(node)) {
                    String name = sharedName(node);
                    String key = key(node, name);
                    if (!key.equals(name)) {
                        keys.putIfAbsent(name, key);
                    }
                }
            }
            return new GraphVariables(
                    parts.isEmpty() ? values : new WithParts(values, Map.copyOf(parts)),
                    keys,
                    tables);
        }

        private String key(TfNode node, String name) {
            Restored from = restored.get(node.name());
            boolean restores = from != null && known.contains(from.key());
            if (restores && (trustSaver || !known.contains(name))) {
                return key(from);
            }
            String capture = captured.get(node.name());
            if (capture != null && known.contains(capture)) {
                return capture;
            }
            if (known.contains(name)) {
                return name;
            }
            String track = tracked.get(name);
            if (track != null && known.contains(track)) {
                return track;
            }
            return part(node, name).map(this::key).orElse(name);
        }

        private String key(Restored from) {
            if (from.slice().isEmpty()) {
                return from.key();
            }
            String key = from.key() + " " + from.slice();
            parts.put(key, from);
            return key;
        }

        /// The part of a tensor that a variable is by its name and its place among its siblings.
        private Optional<Restored> part(TfNode node, String name) {
            Matcher matcher = PART.matcher(name);
            if (!matcher.matches() || !known.contains(matcher.group(1))) {
                return Optional.empty();
            }
            PartialShape shape = node.shape("shape", PartialShape.DYNAMIC);
            Optional<TfTensor> whole = values.value(matcher.group(1));
            if (!shape.isStatic() || whole.isEmpty()) {
                return Optional.empty();
            }
            List<Dimension> all = whole.get().shape().dimensions();
            List<Dimension> own = shape.dimensions();
            int axis = -1;
            for (int i = 0; i < all.size() && all.size() == own.size(); i++) {
                if (!all.get(i).equals(own.get(i))) {
                    if (axis >= 0) {
                        return Optional.empty();
                    }
                    axis = i;
                }
            }
            if (axis < 0) {
                return Optional.of(new Restored(matcher.group(1), ""));
            }
            long start = 0;
            for (int i = 0; i < Integer.parseInt(matcher.group(2)); i++) {
                Optional<PartialShape> before =
                        graph.node(matcher.group(1) + "/part_" + i)
                                .map(other -> other.shape("shape", PartialShape.DYNAMIC))
                                .filter(PartialShape::isStatic)
                                .filter(other -> other.rank() == own.size());
                if (before.isEmpty()) {
                    return Optional.empty();
                }
                start += before.get().dimensions().get(axis).value();
            }
            StringBuilder slice = new StringBuilder();
            all.forEach(dimension -> slice.append(dimension.value()).append(' '));
            for (int i = 0; i < all.size(); i++) {
                slice.append(i == 0 ? "" : ":")
                        .append(i == axis ? start + "," + own.get(i).value() : "-");
            }
            return Optional.of(new Restored(matcher.group(1), slice.toString()));
        }
    }
}
