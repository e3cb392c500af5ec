package org.tf2ov.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// One conformance case: a small frozen graph, what is fed to it, and what TensorFlow computed.
/// `scripts/oracle/ops/README.md` describes the fixtures.
///
/// @param operation TensorFlow's operation, or `Composite_…`
/// @param variant `static`, or `dynamic`: every dimension of the inputs is open, or `bounded`: the
///   same graph, and the user gives bounds for these dimensions
record OpCase(
        String operation,
        String name,
        String variant,
        Json description,
        Map<String, byte[]> files) {
    private static final String BOUNDED = "bounded";

    private static final Path FIXTURES = Path.of("src/test/resources/ops");

    /// The names of all operations that have cases.
    static List<String> operations() throws IOException {
        try (Stream<Path> all = Files.list(FIXTURES)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".zip"))
                    .map(name -> name.substring(0, name.length() - ".zip".length()))
                    .sorted()
                    .toList();
        }
    }

    /// All cases of an operation, each in all its variants.
    static List<OpCase> of(String operation) throws IOException {
        List<OpCase> cases = new ArrayList<>();
        try (FileSystem zip = FileSystems.newFileSystem(FIXTURES.resolve(operation + ".zip"));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            Map<String, Map<String, byte[]>> folders = new LinkedHashMap<>();
            for (Path file : entries.filter(Files::isRegularFile).sorted().toList()) {
                folders.computeIfAbsent(file.getName(0).toString(), any -> new LinkedHashMap<>())
                        .put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            folders.forEach((name, files) -> cases.addAll(variants(operation, name, files)));
        }
        return cases;
    }

    private static List<OpCase> variants(String operation, String name, Map<String, byte[]> files) {
        try {
            Json description =
                    Json.parse(
                            new String(
                                    files.get("case.json"),
                                    java.nio.charset.StandardCharsets.UTF_8));
            return Stream.of("static", "dynamic", BOUNDED)
                    .filter(variant -> description.at("models").has(modelOf(variant)))
                    .map(variant -> new OpCase(operation, name, variant, description, files))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The frozen graph.
    byte[] model() {
        return files.get(description.at("models").at(modelOf(variant)).text());
    }

    private static String modelOf(String variant) {
        return variant.equals(BOUNDED) ? "dynamic" : variant;
    }

    /// Whether the user gives bounds for the open dimensions of the inputs.
    boolean isBounded() {
        return variant.equals(BOUNDED);
    }

    /// The shape that the user gives for an input: bounds, such as 1..8, around the sizes of its
    /// value where the graph leaves a dimension open.
    ///
    /// @param inGraph what the graph says of it
    PartialShape bounds(Json input, PartialShape inGraph) {
        if (input.at("type").text().equals("string")) {
            return inGraph; // texts are in another form of file
        }
        long[] sizes = values(input).shape();
        if (!inGraph.hasRank(sizes.length)) {
            return inGraph;
        }
        PartialShape shape = inGraph;
        for (int i = 0; i < sizes.length; i++) {
            if (!inGraph.dimension(i).isStatic()) {
                shape =
                        shape.with(
                                i, new Dimension(Math.min(1, sizes[i]), Math.max(8, 2 * sizes[i])));
            }
        }
        return shape;
    }

    List<Json> inputs() {
        return description.at("inputs").list();
    }

    List<Json> outputs() {
        return description.at("outputs").list();
    }

    Npy values(Json inputOrOutput) {
        return Npy.parse(files.get(inputOrOutput.at("file").text()));
    }

    /// A tensor of strings.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Strings(long[] shape, List<String> values) {}

    Strings strings(Json inputOrOutput) {
        try {
            Json file =
                    Json.parse(
                            new String(
                                    files.get(inputOrOutput.at("file").text()),
                                    java.nio.charset.StandardCharsets.UTF_8));
            List<String> values =
                    file.has("base64")
                            ? file.at("base64").list().stream()
                                    .map(word ->
                                            new String(
                                                    java.util.Base64.getDecoder()
                                                            .decode(word.text()),
                                                    java.nio.charset.StandardCharsets.UTF_8))
                                    .toList()
                            : file.at("values").list().stream().map(Json::text).toList();
            return new Strings(file.at("shape").longs(), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double tolerance() {
        return description.has("tolerance") ? description.at("tolerance").real() : 1e-5;
    }

    /// Whether only types and shapes count, because the values are random.
    boolean comparesOnlyShapes() {
        return description.has("compare") && description.at("compare").text().equals("shape");
    }

    @Override
    public String toString() {
        return operation + "/" + name + "/" + variant;
    }
}
