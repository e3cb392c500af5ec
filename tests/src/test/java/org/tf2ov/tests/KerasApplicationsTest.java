package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;

/// Networks of `keras.applications`, from `.h5`, `.keras` and SavedModel, compute what they compute
/// in Keras. Five small ones are fixtures without their large weights; `-Dtf2ov.full=true` has all
/// of them made by `scripts/oracle/formats/keras_applications.py`, which needs the environment
/// `tf2new`.
class KerasApplicationsTest {
    private static final Path FIXTURES = Path.of("src/test/resources/keras-applications");
    private static final Path SCRIPTS = Path.of("../scripts/oracle");

    /// A part of the largest output. Keras's own answers are some 1e-6 away from what it computes
    /// in float64: `keras_applications.py --exact` tells how far.
    private static final double TOLERANCE = 1e-5;

    @TempDir Path folder;

    @Test
    void smallOnesComputeWhatKerasComputes() throws Exception {
        List<String> failures = new ArrayList<>();
        int count = 0;
        try (Stream<Path> all = Files.list(FIXTURES);
                KerasConformance conformance = new KerasConformance()) {
            for (Path zip : all.sorted().toList()) {
                Path network = folder.resolve(zip.getFileName().toString());
                Files.createDirectory(network);
                unzip(zip, network);
                count += check(conformance, network, failures);
            }
        }
        assertEquals(List.of(), failures);
        assertTrue(count >= 8, "models: " + count);
    }

    @Test
    @EnabledIfSystemProperty(named = "tf2ov.full", matches = "true")
    void allComputeWhatKerasComputes() throws Exception {
        Process env =
                new ProcessBuilder(SCRIPTS.resolve("env").toString(), "tf2new")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String python =
                new String(env.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, env.waitFor());
        ProcessBuilder maker =
                new ProcessBuilder(
                        python,
                        SCRIPTS.resolve("formats/keras_applications.py").toString(),
                        folder.toString());
        String only = System.getProperty("applications", "");
        if (!only.isEmpty()) {
            maker.command().addAll(List.of(only.split(",")));
        }
        Path log = Path.of("target/keras-applications.log");
        Process made = maker.redirectError(log.toFile()).start();
        List<String> failures = new ArrayList<>();
        int count = 0;
        try (BufferedReader lines = made.inputReader();
                KerasConformance conformance = new KerasConformance()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("made ")) {
                    Path network = folder.resolve(line.substring("made ".length()));
                    count += check(conformance, network, failures);
                    // All together would take 6 GB.
                    delete(network);
                } else {
                    System.out.println(line);
                }
            }
        } finally {
            made.destroy();
        }
        assertEquals(0, made.waitFor(), "see " + log);
        System.out.println(count + " files of keras.applications");
        assertEquals(List.of(), failures);
        assertTrue(count >= (only.isEmpty() ? 75 : 1), "files: " + count);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Converts and runs each format of a network.
    ///
    /// @return how many formats there are
    private static int check(KerasConformance conformance, Path network, List<String> failures)
            throws Exception {
        Json description = Json.parse(Files.readString(network.resolve("case.json")));
        Npy input = Npy.parse(Files.readAllBytes(network.resolve("in.npy")));
        Npy output = Npy.parse(Files.readAllBytes(network.resolve("out.npy")));
        double largest = 0;
        for (long i = 0; i < output.count(); i++) {
            largest =
                    Math.max(
                            largest,
                            Math.abs(output.data().get(ValueLayout.JAVA_FLOAT_UNALIGNED, i * 4)));
        }
        int count = 0;
        for (String form : List.of("model.h5", "model.keras", "saved_model")) {
            Path file = network.resolve(form);
            if (!Files.exists(file)) {
                continue;
            }
            count++;
            inflate(file, description.at("weights"));
            List<String> names =
                    List.copyOf(
                            ModelReader.read(file).signature().orElseThrow().outputs().keySet());
            conformance
                    .run(
                            network.toString(),
                            file,
                            List.of(input),
                            List.of(output),
                            names,
                            TOLERANCE,
                            largest)
                    .ifPresent(
                            why -> failures.add(network.getFileName() + "/" + form + ": " + why));
        }
        return count;
    }

    /// Writes the large weights, which the fixture has as zeros, into the file, where the reader
    /// says that they are.
    private static void inflate(Path file, Json weights) throws IOException {
        if (!(weights.value() instanceof java.util.Map<?, ?> recipes) || recipes.isEmpty()) {
            return;
        }
        Path copy = file.resolveSibling("skeleton");
        Files.copy(file, copy);
        TfGraph graph = ModelReader.open(ModelSource.of(copy)).graph();
        int filled = 0;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (TfNode node : graph.nodes()) {
                String path = node.name().substring(node.name().indexOf('/') + 1);
                if (!node.op().equals("Const")
                        || !recipes.containsKey(path)
                        || !(node.tensor("value").contents() instanceof TfTensor.Numbers numbers)
                        || !(numbers.bytes() instanceof Bytes.InFile place)) {
                    continue;
                }
                Json recipe = weights.at(path);
                double[] range = recipe.at("range").doubles();
                byte[] content = new byte[Math.toIntExact(place.size())];
                new Recipe(recipe.at("seed").integer(), (float) range[0], (float) range[1])
                        .fill(MemorySegment.ofArray(content), content.length / 4);
                out.write(ByteBuffer.wrap(content), place.offset());
                filled++;
            }
        }
        Files.delete(copy);
        if (file.toString().endsWith(".keras")) {
            renewChecksum(file);
        }
        assertEquals(recipes.size(), filled, Arrays.toString(recipes.keySet().toArray()));
    }

    /// Puts the checksum of the weights, which have changed, into the archive: behind byte 16 of
    /// their entry in the directory, and behind byte 14 of the header before them.
    private static void renewChecksum(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = all.length - 46; at >= 0; at--) {
            if (bytes.getInt(at) == 0x02014b50) {
                String name =
                        new String(all, at + 46, bytes.getShort(at + 28), StandardCharsets.UTF_8);
                if (name.equals("model.weights.h5")) {
                    int header = bytes.getInt(at + 42);
                    int begin =
                            header + 30 + bytes.getShort(header + 26) + bytes.getShort(header + 28);
                    CRC32 crc = new CRC32();
                    crc.update(all, begin, bytes.getInt(at + 20));
                    bytes.putInt(at + 16, (int) crc.getValue());
                    bytes.putInt(header + 14, (int) crc.getValue());
                    Files.write(file, all);
                    return;
                }
            }
        }
        throw new IOException("no weights in " + file);
    }

    private static void unzip(Path from, Path to) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(from))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, to.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
    }
}
