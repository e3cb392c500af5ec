package org.tf2ov.tests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// One small model in every form that applies to it, with TensorFlow's answers.
/// `scripts/oracle/formats/README.md` describes the fixtures.
///
/// @param folder where it was unpacked
/// @param description `case.json`
record FormatCase(String name, Path folder, Json description) {
    private static final Path FIXTURES = Path.of("src/test/resources/formats");

    /// The names of all of them.
    static List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(FIXTURES)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".zip"))
                    .map(name -> name.substring(0, name.length() - ".zip".length()))
                    .sorted()
                    .toList();
        }
    }

    /// Unpacks one.
    static FormatCase unpack(String name, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(FIXTURES.resolve(name + ".zip"));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
        String text = Files.readString(folder.resolve("case.json"), StandardCharsets.UTF_8);
        return new FormatCase(name, folder, Json.parse(text));
    }

    /// A way in which the command line is told of the model.
    record Form(FormatCase model, Json description) {
        String name() {
            return description.at("form").text();
        }

        /// The word that forms share whose IR is the same.
        Optional<String> ir() {
            return description.has("ir")
                    ? Optional.of(description.at("ir").text())
                    : Optional.empty();
        }

        /// What the command line is told. Whatever is there as a file is meant as that.
        List<String> arguments() {
            return description.at("arguments").list().stream()
                    .map(Json::text)
                    .map(argument -> {
                        Path path = model.folder.resolve(argument);
                        return Files.exists(path) || Files.exists(Path.of(path + ".index"))
                                ? path.toString()
                                : argument;
                    })
                    .toList();
        }

        /// The names that each input has to have, by key.
        Map<String, List<String>> inputs() {
            return ports("inputs");
        }

        /// The names that each output has to have, by key.
        Map<String, List<String>> outputs() {
            return ports("outputs");
        }

        private Map<String, List<String>> ports(String kind) {
            boolean own = description.has(kind);
            boolean signature = description.has("signature");
            Map<String, List<String>> names = new LinkedHashMap<>();
            Json ports = own ? description.at(kind) : model.description.at(kind);
            for (String key : ports.names()) {
                if (own) {
                    names.put(key, ports.at(key).list().stream().map(Json::text).toList());
                } else {
                    String tensor = ports.at(key).text();
                    Stream<String> node =
                            tensor.endsWith(":0")
                                    ? Stream.of(tensor.substring(0, tensor.length() - 2))
                                    : Stream.of();
                    Stream<String> keys = signature ? Stream.of(key) : Stream.of();
                    names.put(
                            key,
                            Stream.of(Stream.of(tensor), node, keys)
                                    .flatMap(all -> all)
                                    .distinct()
                                    .toList());
                }
            }
            return names;
        }

        @Override
        public String toString() {
            return model.name + "/" + name();
        }
    }

    List<Form> forms() {
        return description.at("forms").list().stream().map(form -> new Form(this, form)).toList();
    }

    /// What is fed and what TensorFlow answers, by key.
    record Call(Map<String, Npy> inputs, Map<String, Npy> outputs) {}

    List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (Json call : description.at("calls").list()) {
            calls.add(new Call(arrays(call.at("inputs")), arrays(call.at("outputs"))));
        }
        return calls;
    }

    private Map<String, Npy> arrays(Json files) throws IOException {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        Set<String> keys = files.names();
        for (String key : keys) {
            arrays.put(key, Npy.parse(Files.readAllBytes(folder.resolve(files.at(key).text()))));
        }
        return arrays;
    }

    double tolerance() {
        return description.has("tolerance") ? description.at("tolerance").real() : 1e-5;
    }
}
