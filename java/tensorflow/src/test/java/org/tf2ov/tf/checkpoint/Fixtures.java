package org.tf2ov.tf.checkpoint;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfTensor;

/// Checkpoints that TensorFlow wrote, and what it reads in them; made by
/// `scripts/oracle/formats/checkpoints.py`.
final class Fixtures {
    private Fixtures() {}

    static Path path(String name) {
        URL resource =
                Objects.requireNonNull(Fixtures.class.getResource("/checkpoints/every_type.index"));
        try {
            return Path.of(resource.toURI()).resolveSibling(name);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// Copies all files whose names begin so.
    static Path copy(String prefix, Path directory) throws IOException {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(path(prefix).getParent(), prefix + "{,.*}")) {
            for (Path file : files) {
                Files.copy(file, directory.resolve(file.getFileName().toString()));
            }
        }
        return directory.resolve(prefix);
    }

    /// Each tensor as a line of text, by name.
    static Map<String, String> expected(String name) throws IOException {
        Map<String, String> tensors = new TreeMap<>();
        for (String line : Files.readAllLines(path(name + ".tsv"))) {
            String[] fields = line.split("\t", -1);
            tensors.put(
                    fields[0],
                    DataType.ofName(fields[1]).orElseThrow() + "[" + fields[2] + "] " + fields[3]);
        }
        return tensors;
    }

    /// All tensors of a checkpoint, in the same form.
    static Map<String, String> described(Checkpoint checkpoint) {
        Map<String, String> tensors = new TreeMap<>();
        for (String key : checkpoint.keys()) {
            tensors.put(key, described(checkpoint.value(key).orElseThrow()));
        }
        return tensors;
    }

    static String described(TfTensor tensor) {
        HexFormat hex = HexFormat.of();
        String contents =
                switch (tensor.contents()) {
                    case TfTensor.Numbers(var bytes) ->
                            hex.formatHex(bytes.segment().toArray(ValueLayout.JAVA_BYTE));
                    case TfTensor.Texts(List<byte[]> texts) ->
                            texts.stream().map(hex::formatHex).collect(Collectors.joining(","));
                    case TfTensor.Handles _ -> "handles";
                };
        return tensor + " " + contents;
    }
}
