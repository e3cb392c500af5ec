package org.tf2ov.tests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A small Keras model in one of its two formats, what is fed to it, and what Keras computed. Made
/// by `scripts/oracle/formats/keras_layers.py`.
///
/// @param name `keras3/Dense/rank3.h5`
record KerasCase(String name, String format, Json description, Map<String, byte[]> files) {
    private static final Path FIXTURES = Path.of("src/test/resources/keras");

    /// The files with cases: `keras2/Dense`, …
    static List<String> groups() throws IOException {
        try (Stream<Path> all = Files.walk(FIXTURES)) {
            return all.filter(path -> path.toString().endsWith(".zip"))
                    .map(path -> FIXTURES.relativize(path).toString().replaceFirst(".zip$", ""))
                    .sorted()
                    .toList();
        }
    }

    static List<KerasCase> of(String group) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        byte[] whole = Files.readAllBytes(FIXTURES.resolve(group + ".zip"));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(whole))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        Json all = Json.parse(new String(files.get("cases.json"), StandardCharsets.UTF_8));
        List<KerasCase> cases = new ArrayList<>();
        for (Json description : all.at("cases").list()) {
            for (Json format : description.at("formats").list()) {
                String name = description.at("name").text() + "." + format.text();
                cases.add(new KerasCase(group + "/" + name, format.text(), description, files));
            }
        }
        return cases;
    }

    byte[] model() {
        return files.get(description.at("name").text() + "." + format);
    }

    List<Npy> inputs() {
        return arrays("in", description.at("input_count").integer());
    }

    List<Npy> outputs() {
        return arrays("out", description.at("output_count").integer());
    }

    List<String> outputNames() {
        return description.at("outputs").list().stream().map(Json::text).toList();
    }

    /// What the outputs may differ by, as a part of what they are; more than 1e-5 only where Keras
    /// itself rounds to 16 bits between its operations and the runtime does not.
    double tolerance() {
        return description.has("tolerance") ? description.at("tolerance").real() : 1e-5;
    }

    private List<Npy> arrays(String kind, long count) {
        List<Npy> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(
                    Npy.parse(
                            files.get(
                                    description.at("name").text()
                                            + "."
                                            + i
                                            + "."
                                            + kind
                                            + ".npy")));
        }
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}
