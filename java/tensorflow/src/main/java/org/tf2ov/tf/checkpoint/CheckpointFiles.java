package org.tf2ov.tf.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tf2ov.problem.MalformedInputException;

/// The files that a path to a checkpoint means.
///
/// @param prefix what the names of the files have in common
/// @param version 1 or 2
/// @param files of version 1: its files; of version 2: its index
record CheckpointFiles(Path prefix, int version, List<Path> files) {
    private static final Pattern SHARD_OF_BUNDLE =
            Pattern.compile("(.*)\\.data-\\d{5}-of-(\\d{5})");
    private static final Pattern SHARD =
            Pattern.compile("(.*)-(?:\\d{5}|\\?{5})-of-(\\d{5}|\\?{5})");
    private static final Pattern STATE =
            Pattern.compile(
                    "^\\s*model_checkpoint_path\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')",
                    Pattern.MULTILINE);
    private static final int MOST_STATE = 1 << 20;

    /// In a directory with more files, checkpoints of version 1 have to be named.
    private static final int MOST_LOOKED_AT = 1000;

    CheckpointFiles {
        files = List.copyOf(files);
    }

    /// @throws MalformedInputException if there is no checkpoint, or more than one
    static CheckpointFiles find(Path path) {
        return Files.isDirectory(path)
                ? inDirectory(path)
                : named(path).orElseThrow(() -> none(path));
    }

    Checkpoint open() {
        return version == 2
                ? BundleCheckpoint.open(prefix, files.getFirst())
                : TableCheckpoint.open(files);
    }

    private static Optional<CheckpointFiles> named(Path path) {
        String name = name(path);
        Matcher shard = SHARD_OF_BUNDLE.matcher(name);
        if (shard.matches()) {
            return Optional.of(bundle(path.resolveSibling(shard.group(1))));
        }
        if (name.endsWith(".index")) {
            return Optional.of(bundle(path.resolveSibling(name.substring(0, name.length() - 6))));
        }
        if (Files.exists(index(path))) {
            return Optional.of(bundle(path));
        }
        if (name.endsWith(".meta")) {
            Path prefix = path.resolveSibling(name.substring(0, name.length() - 5));
            return Optional.of(named(prefix).orElseThrow(() -> none(prefix)));
        }
        Matcher table = SHARD.matcher(name);
        if (table.matches()) {
            Path prefix = path.resolveSibling(table.group(1));
            return Optional.of(
                    new CheckpointFiles(
                            prefix,
                            1,
                            tables(
                                    prefix,
                                    Optional.of(table.group(2))
                                            .filter(count -> !count.startsWith("?")))));
        }
        if (Files.exists(path)) {
            return Optional.of(new CheckpointFiles(path, 1, List.of(path)));
        }
        return shardCounts(path, "-").isEmpty()
                ? Optional.empty()
                : Optional.of(new CheckpointFiles(path, 1, tables(path, Optional.empty())));
    }

    private static CheckpointFiles bundle(Path prefix) {
        return new CheckpointFiles(prefix, 2, List.of(index(prefix)));
    }

    private static Path index(Path prefix) {
        return prefix.resolveSibling(name(prefix) + ".index");
    }

    private static String name(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString();
    }

    /// `X.data-00000-of-00001`.
    static Path shard(Path prefix, int shard, int count) {
        return prefix.resolveSibling(
                String.format(Locale.ROOT, "%s.data-%05d-of-%05d", name(prefix), shard, count));
    }

    /// The files of a checkpoint of version 1 that was saved in several.
    private static List<Path> tables(Path prefix, Optional<String> wanted) {
        TreeSet<String> counts = shardCounts(prefix, "-");
        String count =
                wanted.orElseGet(() -> {
                    if (counts.size() != 1) {
                        throw new MalformedInputException(
                                prefix + "-?????-of-?????",
                                counts.isEmpty()
                                        ? "there are no such files"
                                        : "there are files of several checkpoints, of "
                                                + String.join(" and of ", counts));
                    }
                    return counts.first();
                });
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(count); i++) {
            Path file =
                    prefix.resolveSibling(
                            String.format(Locale.ROOT, "%s-%05d-of-%s", name(prefix), i, count));
            if (!Files.exists(file)) {
                throw new MalformedInputException(
                        file.toString(), "there is no such file, and the checkpoint has " + count);
            }
            files.add(file);
        }
        if (files.isEmpty()) {
            throw new MalformedInputException(prefix.toString(), "a checkpoint of no files");
        }
        return files;
    }

    /// What stands behind `-of-` in the names of files that are there.
    private static TreeSet<String> shardCounts(Path prefix, String separator) {
        TreeSet<String> counts = new TreeSet<>();
        String start = name(prefix) + separator;
        for (Path file : list(directory(prefix))) {
            String name = name(file);
            if (name.startsWith(start)
                    && name.substring(start.length()).matches("\\d{5}-of-\\d{5}")) {
                counts.add(name.substring(name.length() - 5));
            }
        }
        return counts;
    }

    /// The end of a sentence about a missing shard: that there are shards of another number.
    static String otherShardCounts(Path prefix, int count) {
        TreeSet<String> counts = shardCounts(prefix, ".data-");
        counts.remove(String.format(Locale.ROOT, "%05d", count));
        return counts.isEmpty()
                ? ""
                : "; there are shards of a checkpoint with "
                        + counts.stream()
                                .map(other -> Integer.toString(Integer.parseInt(other)))
                                .collect(Collectors.joining(" or "))
                        + " instead of "
                        + count;
    }

    // Directories

    private static CheckpointFiles inDirectory(Path directory) {
        Path state = directory.resolve("checkpoint");
        if (Files.exists(state)) {
            return newest(directory, state);
        }
        Path variables = directory.resolve("variables");
        if (Files.exists(index(variables))) {
            return bundle(variables);
        }
        List<Path> files = list(directory);
        List<Path> found = files.stream().filter(file -> name(file).endsWith(".index")).toList();
        List<Path> indices =
                found.isEmpty()
                        ? files.stream().limit(MOST_LOOKED_AT).filter(Table::isTable).toList()
                        : found;
        if (indices.size() == 1) {
            return named(indices.getFirst()).orElseThrow();
        }
        throw new MalformedInputException(
                directory.toString(),
                indices.isEmpty()
                        ? "the directory has no checkpoint (no file 'checkpoint', no *.index and"
                                + " none of version 1)"
                        : "the directory has "
                                + indices.size()
                                + " checkpoints, and no file 'checkpoint' that names one",
                indices.isEmpty()
                        ? "Name the checkpoint itself."
                        : "Name one of them: "
                                + indices.stream()
                                        .limit(10)
                                        .map(Path::toString)
                                        .collect(Collectors.joining(", ")));
    }

    /// The checkpoint that the file `checkpoint` names, a `CheckpointState` as text.
    ///
    /// Training on another machine leaves absolute paths there, which are dead after the directory
    /// has moved; the checkpoint then has the same name in this directory. A path out of the
    /// directory is not followed: what a downloaded directory makes us read should be in it.
    private static CheckpointFiles newest(Path directory, Path state) {
        String named = stateOf(state);
        Path path;
        try {
            path = Path.of(named);
        } catch (InvalidPathException e) {
            throw new MalformedInputException(
                    state.toString(), "it names a checkpoint '" + named + "', which is no path", e);
        }
        if (path.isAbsolute()) {
            path = path.getFileName() == null ? Path.of("") : path.getFileName();
        }
        Path resolved = directory.resolve(path).normalize();
        if (!resolved.startsWith(directory.normalize())
                        && !directory.normalize().toString().isEmpty()
                || path.normalize().startsWith("..")) {
            throw new MalformedInputException(
                    state.toString(),
                    "it names a checkpoint out of its directory: '" + named + "'",
                    "Name the checkpoint itself, if that is meant.");
        }
        if (Files.isDirectory(resolved) && !Files.exists(index(resolved))) {
            throw new MalformedInputException(
                    state.toString(),
                    "it names a checkpoint '" + named + "', which is a directory");
        }
        return named(directory.resolve(path))
                .orElseThrow(() ->
                        new MalformedInputException(
                                state.toString(),
                                "it names the checkpoint '"
                                        + named
                                        + "', which is not in the directory",
                                "Name another checkpoint itself."));
    }

    private static String stateOf(Path state) {
        try {
            if (!Files.isRegularFile(state) || Files.size(state) > MOST_STATE) {
                throw new MalformedInputException(
                        state.toString(), "this is not a file that names a checkpoint");
            }
            String text = new String(Files.readAllBytes(state), StandardCharsets.UTF_8);
            Matcher matcher = STATE.matcher(text);
            if (!matcher.find()) {
                throw new MalformedInputException(
                        state.toString(), "it does not name a checkpoint (model_checkpoint_path)");
            }
            String quoted = matcher.group(1);
            return unescaped(quoted.substring(1, quoted.length() - 1));
        } catch (IOException e) {
            throw new MalformedInputException(
                    state.toString(), "the file cannot be read: " + e.getMessage(), e);
        }
    }

    /// Text of protocol buffers: bytes of UTF-8, some of which are written as `\303` or `\n`.
    private static String unescaped(String text) {
        var bytes = new ByteArrayOutputStream();
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '\\' || i + 1 == in.length) {
                bytes.write(in[i]);
                continue;
            }
            int next = in[++i];
            if (next >= '0' && next <= '7') {
                int value = 0;
                int end = Math.min(i + 3, in.length);
                for (; i < end && in[i] >= '0' && in[i] <= '7'; i++) {
                    value = 8 * value + in[i] - '0';
                }
                i--;
                bytes.write(value);
            } else {
                bytes.write(next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Path directory(Path prefix) {
        return prefix.getParent() == null ? Path.of("") : prefix.getParent();
    }

    private static List<Path> list(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(files::add);
        } catch (IOException | DirectoryIteratorException _) {
            // Then there is nothing to find.
            return List.of();
        }
        files.sort(null);
        return files;
    }

    private static MalformedInputException none(Path path) {
        TreeSet<String> counts = shardCounts(path, ".data-");
        return new MalformedInputException(
                path.toString(),
                counts.isEmpty()
                        ? "there is no such checkpoint: neither a file of this name (version 1) nor "
                                + name(path)
                                + ".index (version 2)"
                        : "the checkpoint has shards, but "
                                + name(path)
                                + ".index, which tells what is in them, is missing");
    }
}
