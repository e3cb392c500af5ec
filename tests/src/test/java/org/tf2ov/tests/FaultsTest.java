package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tf2ov.cli.Tf2ov;

/// Damaged and contradictory models are refused in words: which file, which name, what is wrong.
/// Nothing is written, and nothing damaged is taken for a model.
///
/// The faults are made from the models of [FormatCase]. With `-Dtf2ov.full=true` every byte is
/// damaged, otherwise one here and there.
class FaultsTest {
    private static final boolean FULL = Boolean.getBoolean("tf2ov.full");

    private static final long SEED = 20261124;

    private static final Map<String, Tally> TALLIES = new LinkedHashMap<>();

    private final Random random = new Random(SEED);

    @TempDir private Path folder;

    /// How the cases of one class of faults went.
    private static final class Tally {
        private int cases;
        private int refused;
        private final List<String> accepted = new ArrayList<>();
        private final List<String> crashes = new ArrayList<>();
        private final List<String> unclear = new ArrayList<>();

        private List<String> wrong() {
            return Stream.of(accepted, crashes, unclear).flatMap(List::stream).toList();
        }
    }

    @AfterAll
    static void table() {
        System.out.printf(
                "%-44s %7s %8s %9s %8s %8s%n",
                "fault", "cases", "refused", "accepted", "unclear", "crashes");
        TALLIES.forEach((name, tally) ->
                System.out.printf(
                        "%-44s %7d %8d %9d %8d %8d%n",
                        name,
                        tally.cases,
                        tally.refused,
                        tally.accepted.size(),
                        tally.unclear.size(),
                        tally.crashes.size()));
    }

    // What is not there.

    @Test
    void savedModelWithoutParts() throws IOException {
        Path model = unpack("tf2.15-functions").resolve("saved_model");
        String fault = "SavedModel without a part";
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refuses(fault, List.of("empty"), "--saved_model_dir", empty);
        refuses(fault, List.of("nowhere"), "--saved_model_dir", folder.resolve("nowhere"));
        refuses(
                fault,
                List.of("fingerprint.pb"),
                "--saved_model_dir",
                model.resolve("fingerprint.pb"));
        without(
                model.resolve("saved_model.pb"),
                () -> refuses(fault, List.of("saved_model"), "--saved_model_dir", model));
        without(
                model.resolve("variables/variables.index"),
                () -> refuses(fault, List.of("variables.index"), "--saved_model_dir", model));
        without(
                model.resolve("variables/variables.data-00000-of-00001"),
                () ->
                        refuses(
                                fault,
                                List.of("variables.data-00000-of-00001"),
                                "--saved_model_dir",
                                model));
        with(
                model.resolve("saved_model.pb"),
                _ -> new byte[0],
                () -> refuses(fault, List.of("saved_model.pb"), "--saved_model_dir", model));
        sound(fault);
    }

    @Test
    void checkpointWithoutParts() throws IOException {
        Path model = unpack("tf1-partitioned");
        String fault = "checkpoint without a part";
        for (String shard : List.of("data-00000-of-00002", "data-00001-of-00002")) {
            without(
                    model.resolve("v2/model." + shard),
                    () -> {
                        for (Object[] form : checkpointForms(model)) {
                            refuses(fault, List.of("model." + shard), form);
                        }
                    });
        }
        without(
                model.resolve("v2/model.index"),
                () -> {
                    for (Object[] form : checkpointForms(model)) {
                        refuses(fault, List.of("model"), form);
                    }
                });
        without(
                model.resolve("v2/model.meta"),
                () ->
                        refuses(
                                fault,
                                List.of("model.meta"),
                                "--input_meta_graph",
                                model.resolve("v2/model.meta"),
                                "--output",
                                "logits"));
        refuses(
                fault,
                List.of("nothing"),
                "--input_model",
                model.resolve("graph.pb"),
                "--input_checkpoint",
                model.resolve("nothing"),
                "--output",
                "logits");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refuses(
                fault,
                List.of("empty"),
                "--input_model",
                model.resolve("graph.pb"),
                "--input_checkpoint",
                empty,
                "--output",
                "logits");
        refuses(
                fault,
                List.of("rows"),
                "--input_model",
                model.resolve("graph.pb"),
                "--output",
                "logits");
        sound(fault);
    }

    @Test
    void kerasWithoutParts() throws IOException {
        Path model = unpack("tf2.21-keras-nested");
        String fault = "Keras model without a part";
        for (String part : List.of("model.weights.h5", "config.json")) {
            Path copy = folder.resolve("without.keras");
            rewriteZip(
                    model.resolve("model.keras"),
                    copy,
                    (name, bytes) -> name.equals(part) ? null : bytes);
            refuses(fault, List.of("without.keras", part), "--input_model", copy);
        }
        Path copy = folder.resolve("broken.keras");
        rewriteZip(
                model.resolve("model.keras"),
                copy,
                (name, bytes) ->
                        name.equals("config.json")
                                ? Arrays.copyOf(bytes, bytes.length / 2)
                                : bytes);
        refuses(fault, List.of("broken.keras", "config.json"), "--input_model", copy);
        rewriteZip(
                model.resolve("model.keras"),
                copy,
                (name, bytes) ->
                        name.equals("model.weights.h5")
                                ? Arrays.copyOf(bytes, bytes.length / 2)
                                : bytes);
        refuses(fault, List.of("broken.keras"), "--input_model", copy);
        // The weights inside a .keras file have no configuration with them.
        Path weights = folder.resolve("weights.h5");
        try (ZipFile zip = new ZipFile(model.resolve("model.keras").toFile())) {
            Files.copy(zip.getInputStream(zip.getEntry("model.weights.h5")), weights);
        }
        refuses(fault, List.of("weights.h5"), "--input_model", weights);
        sound(fault);
    }

    // Bytes that are not what was written.

    @Test
    void flippedBitsInShards() throws IOException {
        String fault = "flipped bit in a shard";
        Path partitioned = unpack("tf1-partitioned");
        for (String shard : List.of("model.data-00000-of-00002", "model.data-00001-of-00002")) {
            flips(
                    fault,
                    partitioned.resolve("v2").resolve(shard),
                    7,
                    shard,
                    () -> graphAndCheckpoint(partitioned));
        }
        Path resource = unpack("tf1-cnn-resource");
        String only = "variables.data-00000-of-00001";
        flips(
                fault,
                resource.resolve("simple_save/variables").resolve(only),
                37,
                only,
                () -> new Object[] {"--saved_model_dir", resource.resolve("simple_save")});
        Path module = unpack("tf2.21-functions").resolve("saved_model");
        flips(
                fault,
                module.resolve("variables").resolve(only),
                7,
                only,
                () -> new Object[] {"--saved_model_dir", module});
        sound(fault);
    }

    /// Large tensors are summed while they are converted; whatever else goes wrong then, the damage
    /// is what is told.
    @Test
    void flippedBitsInLargeTensors() throws IOException {
        String fault = "flipped bit in a large tensor";
        Path model = unpack("tf2.21-large").resolve("saved_model");
        Path shard = model.resolve("variables/variables.data-00000-of-00001");
        byte[] whole = Files.readAllBytes(shard);
        for (int i = 0; i < (FULL ? 2000 : 60); i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(shard, bytes);
            if (i % 3 == 0) {
                refuses(
                        fault,
                        List.of(shard.getFileName().toString(), "checksum"),
                        "--saved_model_dir",
                        model,
                        "--input_shape",
                        "[1,4,4,31]");
            } else {
                refuses(
                        fault,
                        List.of(shard.getFileName().toString(), "checksum"),
                        "--saved_model_dir",
                        model);
            }
        }
        sound(fault);
    }

    @Test
    void flippedBitsInIndexes() throws IOException {
        String fault = "flipped bit in an index";
        Path partitioned = unpack("tf1-partitioned");
        flips(
                fault,
                partitioned.resolve("v2/model.index"),
                5,
                "model.index",
                () -> graphAndCheckpoint(partitioned));
        Path module = unpack("tf2.21-functions").resolve("saved_model");
        flips(
                fault,
                module.resolve("variables/variables.index"),
                5,
                "variables.index",
                () -> new Object[] {"--saved_model_dir", module});
        sound(fault);
    }

    @Test
    void flippedBitsInCheckpointsOfVersion1() throws IOException {
        String fault = "flipped bit in a checkpoint of version 1";
        Path partitioned = unpack("tf1-partitioned");
        flips(
                fault,
                partitioned.resolve("v1/model.ckpt"),
                11,
                "model.ckpt",
                () ->
                        new Object[] {
                            "--input_model",
                            partitioned.resolve("graph.pb"),
                            "--input_checkpoint",
                            partitioned.resolve("v1/model.ckpt"),
                            "--output",
                            "logits"
                        });
        sound(fault);
    }

    @Test
    void flippedBitsInKerasArchives() throws IOException {
        String fault = "flipped bit in an entry of a .keras";
        Path file = unpack("tf2.21-keras-nested").resolve("model.keras");
        byte[] whole = Files.readAllBytes(file);
        // What is inside an entry has a checksum; in the directory of the archive there are numbers
        // that nobody needs.
        for (String entry : List.of("config.json", "model.weights.h5")) {
            int start = dataOf(whole, entry);
            for (int i = 0; i < (FULL ? 1000 : 40); i++) {
                int at = start + random.nextInt(1000);
                byte[] bytes = whole.clone();
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bytes);
                refuses(fault, List.of("model.keras"), "--input_model", file);
            }
        }
        sound(fault);
    }

    @Test
    void truncatedFiles() throws IOException {
        String fault = "truncated file";
        Path module = unpack("tf2.15-functions").resolve("saved_model");
        truncations(
                fault,
                module.resolve("saved_model.pb"),
                97,
                () -> new Object[] {"--saved_model_dir", module});
        truncations(
                fault,
                module.resolve("variables/variables.index"),
                17,
                () -> new Object[] {"--saved_model_dir", module});
        truncations(
                fault,
                module.resolve("variables/variables.data-00000-of-00001"),
                97,
                () -> new Object[] {"--saved_model_dir", module});
        Path cnn = unpack("tf1-cnn");
        truncations(
                fault,
                cnn.resolve("text/saved_model.pbtxt"),
                4999,
                () -> new Object[] {"--saved_model_dir", cnn.resolve("text")});
        truncations(
                fault,
                cnn.resolve("frozen.pb"),
                97,
                () ->
                        new Object[] {
                            "--input_model", cnn.resolve("frozen.pb"), "--output", "scores"
                        });
        truncations(
                fault,
                cnn.resolve("frozen.pbtxt"),
                397,
                () ->
                        new Object[] {
                            "--input_model", cnn.resolve("frozen.pbtxt"), "--output", "scores"
                        });
        truncations(
                fault,
                cnn.resolve("v2/model.meta"),
                397,
                () ->
                        new Object[] {
                            "--input_meta_graph", cnn.resolve("v2/model.meta"), "--output", "scores"
                        });
        truncations(
                fault,
                cnn.resolve("v1/model.ckpt"),
                47,
                () ->
                        new Object[] {
                            "--input_model",
                            cnn.resolve("graph.pb"),
                            "--input_checkpoint",
                            cnn.resolve("v1/model.ckpt"),
                            "--output",
                            "scores"
                        });
        Path nested = unpack("tf2.15-keras-nested");
        truncations(
                fault,
                nested.resolve("model.h5"),
                597,
                () -> new Object[] {"--input_model", nested.resolve("model.h5")});
        truncations(
                fault,
                nested.resolve("model.keras"),
                597,
                () -> new Object[] {"--input_model", nested.resolve("model.keras")});
        sound(fault);
    }

    // What contradicts itself.

    @Test
    void tagsThatAreNotThereOrTwice() throws IOException {
        String fault = "tags";
        Path model = unpack("tf1-tagged").resolve("saved_model");
        refuses(
                fault,
                List.of("'gpu'", "serve", "train"),
                "--saved_model_dir",
                model,
                "--saved_model_tags",
                "gpu");
        refuses(
                fault,
                List.of("serve", "train"),
                "--saved_model_dir",
                model,
                "--saved_model_tags",
                "serve,tpu");
        edit(
                model,
                saved -> {
                    MetaGraphDef serve = saved.getMetaGraphs(1);
                    saved.addMetaGraphs(serve);
                },
                () -> refuses(fault, List.of("saved_model", "serve"), "--saved_model_dir", model));
        edit(
                model,
                saved -> saved.removeMetaGraphs(1),
                () -> refuses(fault, List.of("saved_model", "train"), "--saved_model_dir", model));
        edit(
                model,
                SavedModel.Builder::clearMetaGraphs,
                () -> refuses(fault, List.of("saved_model"), "--saved_model_dir", model));
        sound(fault);
    }

    @Test
    void signaturesThatAreNotThereOrWrong() throws IOException {
        String fault = "signatures";
        Path model = unpack("tf1-signatures").resolve("saved_model");
        refuses(
                fault,
                List.of("'other'", "features", "serving_default"),
                "--saved_model_dir",
                model,
                "--signature",
                "other");
        Path module = unpack("tf2.15-signatures").resolve("saved_model");
        edit(
                module,
                saved -> saved.getMetaGraphsBuilder(0).removeSignatureDef("serving_default"),
                () ->
                        refuses(
                                fault,
                                List.of("saved_model", "'logits'", "'back'"),
                                "--saved_model_dir",
                                module));
        edit(
                module,
                saved -> saved.getMetaGraphsBuilder(0).clearSignatureDef(),
                () -> refuses(fault, List.of("saved_model"), "--saved_model_dir", module));
        edit(
                model,
                saved ->
                        saved.getMetaGraphsBuilder(0)
                                .putSignatureDef(
                                        "serving_default",
                                        saved
                                                .getMetaGraphs(0)
                                                .getSignatureDefOrThrow("serving_default")
                                                .toBuilder()
                                                .putOutputs(
                                                        "scores",
                                                        saved
                                                                .getMetaGraphs(0)
                                                                .getSignatureDefOrThrow(
                                                                        "serving_default")
                                                                .getOutputsOrThrow("scores")
                                                                .toBuilder()
                                                                .setName("nowhere:0")
                                                                .build())
                                                .build()),
                () -> refuses(fault, List.of("nowhere", "scores"), "--saved_model_dir", model));
        edit(
                model,
                saved ->
                        saved.getMetaGraphsBuilder(0)
                                .putSignatureDef(
                                        "serving_default",
                                        saved
                                                .getMetaGraphs(0)
                                                .getSignatureDefOrThrow("serving_default")
                                                .toBuilder()
                                                .putInputs(
                                                        "pixels",
                                                        saved
                                                                .getMetaGraphs(0)
                                                                .getSignatureDefOrThrow(
                                                                        "serving_default")
                                                                .getInputsOrThrow("pixels")
                                                                .toBuilder()
                                                                .setName("image:3")
                                                                .build())
                                                .build()),
                () -> refuses(fault, List.of("image:3", "pixels"), "--saved_model_dir", model));
        sound(fault);
    }

    @Test
    void variablesThatTheCheckpointLacksOrHasDifferently() throws IOException {
        String fault = "variables that don't fit the checkpoint";
        Path model = unpack("tf1-cnn");
        Path graph = model.resolve("graph.pb");
        for (String checkpoint : List.of("v1/model.ckpt", "v2/model")) {
            Object[] form = {
                "--input_model",
                graph,
                "--input_checkpoint",
                model.resolve(checkpoint),
                "--output",
                "scores"
            };
            editGraph(
                    graph,
                    node -> renamed(node, "dense/kernel", "dense/other"),
                    () -> refuses(fault, List.of("dense/other"), form));
            editGraph(
                    graph,
                    node -> {
                        if (node.getName().equals("dense/kernel")) {
                            node.getAttrOrThrow("shape"); // as TensorFlow writes it
                            var shape = node.getAttrOrThrow("shape").toBuilder();
                            shape.getShapeBuilder().getDimBuilder(1).setSize(7);
                            node.putAttr("shape", shape.build());
                        }
                    },
                    () -> refuses(fault, List.of("dense/kernel"), form));
            editGraph(
                    graph,
                    node -> {
                        if (node.getName().equals("dense/kernel")) {
                            node.putAttr(
                                    "dtype",
                                    node.getAttrOrThrow("dtype").toBuilder()
                                            .setType(DataType.DT_INT32)
                                            .build());
                        }
                    },
                    () -> refuses(fault, List.of("dense/kernel"), form));
        }
        Path other = unpack("tf1-unet");
        refuses(
                fault,
                List.of("conv/kernel", "conv2/kernel", "dense/bias"),
                "--input_model",
                graph,
                "--input_checkpoint",
                other.resolve("v2/model"),
                "--output",
                "scores");
        Path module = unpack("tf2.15-functions").resolve("saved_model");
        Path foreign = unpack("tf2.15-unet").resolve("saved_model");
        for (String file : List.of("variables.index", "variables.data-00000-of-00001")) {
            Files.copy(
                    foreign.resolve("variables").resolve(file),
                    module.resolve("variables").resolve(file),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        refuses(fault, List.of("kernel_0", "kernel_1"), "--saved_model_dir", module);
        sound(fault);
    }

    @Test
    void functionsAndObjectsThatAreNotThere() throws IOException {
        String fault = "functions and objects";
        Path model = unpack("tf2.21-functions").resolve("saved_model");
        edit(
                model,
                saved -> saved.getMetaGraphsBuilder(0).getGraphDefBuilder().clearLibrary(),
                () ->
                        refuses(
                                fault,
                                List.of("StatefulPartitionedCall"),
                                "--saved_model_dir",
                                model));
        // The checkpoint tells, too, which variable is which: without the objects the model is
        // still the same.
        Path intact = Files.createDirectory(folder.resolve("intact"));
        Path without = Files.createDirectory(folder.resolve("without"));
        assertEquals(0, convert(model, intact));
        edit(
                model,
                saved -> saved.getMetaGraphsBuilder(0).clearObjectGraphDef(),
                () -> assertEquals(0, convert(model, without)));
        for (String file : List.of("saved_model.xml", "saved_model.bin")) {
            assertEquals(-1, Files.mismatch(intact.resolve(file), without.resolve(file)), file);
        }
        sound(fault);
    }

    private static int convert(Path model, Path to) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return Tf2ov.run(
                new String[] {
                    "convert", "--saved_model_dir", model.toString(), "--output_dir", to.toString()
                },
                nowhere,
                nowhere);
    }

    @Test
    void filesOfOtherKinds() throws IOException {
        String fault = "a file of another kind";
        Path cnn = unpack("tf1-cnn");
        Path keras = unpack("tf2.15-keras-nested");
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("frozen.pb", cnn.resolve("frozen.pb"));
        files.put("model.index", cnn.resolve("v2/model.index"));
        files.put("model.data-00000-of-00001", cnn.resolve("v2/model.data-00000-of-00001"));
        files.put("model.ckpt", cnn.resolve("v1/model.ckpt"));
        files.put("0.image.npy", cnn.resolve("calls/0.image.npy"));
        files.put("case.json", cnn.resolve("case.json"));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            for (String disguise : List.of("saved_model/saved_model.pb", "x.h5", "x.keras")) {
                Path path = folder.resolve("disguised").resolve(disguise);
                Files.createDirectories(path.getParent());
                Files.copy(
                        file.getValue(), path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                if (disguise.startsWith("saved_model")) {
                    refuses(
                            fault,
                            List.of("saved_model.pb"),
                            "--saved_model_dir",
                            path.getParent());
                } else if (!file.getKey().equals("frozen.pb")) { // that is read for what it is
                    refuses(fault, List.of(disguise), "--input_model", path);
                }
            }
            // A file of a checkpoint that has its MetaGraph beside it stands for that.
            if (!List.of("frozen.pb", "model.index", "model.data-00000-of-00001")
                    .contains(file.getKey())) {
                refuses(fault, List.of(file.getKey()), "--input_model", file.getValue());
            }
        }
        refuses(
                fault,
                List.of("model.h5"),
                "--input_model",
                cnn.resolve("graph.pb"),
                "--input_checkpoint",
                keras.resolve("model.h5"),
                "--output",
                "scores");
        sound(fault);
    }

    // How it is done.

    private interface Action {
        void run() throws IOException;
    }

    private interface Rewriting {
        byte[] apply(String name, byte[] bytes);
    }

    private Path unpack(String name) throws IOException {
        Path to = folder.resolve(name);
        FormatCase.unpack(name, to);
        return to;
    }

    private static Object[] graphAndCheckpoint(Path model) {
        return checkpointForms(model).getFirst();
    }

    private static List<Object[]> checkpointForms(Path model) {
        return List.of(
                new Object[] {
                    "--input_model",
                    model.resolve("graph.pb"),
                    "--input_checkpoint",
                    model.resolve("v2/model"),
                    "--output",
                    "logits"
                },
                new Object[] {
                    "--input_meta_graph", model.resolve("v2/model.meta"), "--output", "logits"
                });
    }

    /// Damages one bit of every `stride`th byte of a file, and of all with `--full`.
    private void flips(
            String fault,
            Path file,
            int stride,
            String word,
            java.util.function.Supplier<Object[]> form)
            throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int step = FULL ? 1 : stride;
        for (int at = random.nextInt(step); at < whole.length; at += step) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            refuses(fault, List.of(word), form.get());
        }
        Files.write(file, whole);
    }

    private void truncations(
            String fault, Path file, int stride, java.util.function.Supplier<Object[]> form)
            throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += stride) {
            Files.write(file, Arrays.copyOf(whole, length));
            refuses(fault, List.of(), form.get());
        }
        Files.write(file, whole);
    }

    private static void without(Path file, Action action) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        action.run();
        Files.write(file, whole);
    }

    private static void with(Path file, UnaryOperator<byte[]> change, Action action)
            throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, change.apply(whole));
        action.run();
        Files.write(file, whole);
    }

    private static void edit(Path model, Consumer<SavedModel.Builder> change, Action action)
            throws IOException {
        with(
                model.resolve("saved_model.pb"),
                bytes -> {
                    try {
                        SavedModel.Builder saved = SavedModel.parseFrom(bytes).toBuilder();
                        change.accept(saved);
                        return saved.build().toByteArray();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                action);
    }

    private static void editGraph(Path file, Consumer<NodeDef.Builder> change, Action action)
            throws IOException {
        with(
                file,
                bytes -> {
                    try {
                        GraphDef.Builder graph = GraphDef.parseFrom(bytes).toBuilder();
                        graph.getNodeBuilderList().forEach(change);
                        return graph.build().toByteArray();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                action);
    }

    /// Gives a node another name, and all that takes it.
    private static void renamed(NodeDef.Builder node, String from, String to) {
        if (node.getName().equals(from)) {
            node.setName(to);
        }
        for (int i = 0; i < node.getInputCount(); i++) {
            if (node.getInput(i).equals(from)) {
                node.setInput(i, to);
            }
        }
        if (node.containsAttr("_class")) {
            node.removeAttr("_class");
        }
    }

    private static void rewriteZip(Path from, Path to, Rewriting rewriting) throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                byte[] bytes =
                        rewriting.apply(entry.getName(), zip.getInputStream(entry).readAllBytes());
                if (bytes != null) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(bytes);
                }
            }
        }
    }

    /// Where the data of an entry begins: behind its name in its own header.
    private static int dataOf(byte[] zip, String entry) {
        byte[] name = entry.getBytes(StandardCharsets.UTF_8);
        for (int at = 30; at < zip.length - name.length; at++) {
            if (Arrays.equals(zip, at, at + name.length, name, 0, name.length)
                    && zip[at - 30] == 'P'
                    && zip[at - 29] == 'K'
                    && zip[at - 28] == 3) {
                return at + name.length + (zip[at - 2] & 0xff | (zip[at - 1] & 0xff) << 8);
            }
        }
        throw new IllegalStateException("no entry " + entry);
    }

    /// Converts and counts what came of it: a refusal is a line for each problem, which names what
    /// is wrong, and leaves nothing behind.
    private void refuses(String fault, List<String> words, Object... form) throws IOException {
        Tally tally = TALLIES.computeIfAbsent(fault, any -> new Tally());
        Path out = folder.resolve("out");
        List<String> arguments = new ArrayList<>(List.of("convert"));
        Arrays.stream(form).map(Object::toString).forEach(arguments::add);
        arguments.addAll(List.of("--output_dir", out.toString()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Tf2ov.run(arguments.toArray(String[]::new), stream, stream);
        String text = said.toString(StandardCharsets.UTF_8).strip();
        String story =
                fault + ": " + String.join(" ", arguments) + "\n    " + code + " " + text + "\n";
        tally.cases++;
        boolean clear =
                text.lines().allMatch(line -> line.startsWith("tf2ov: "))
                        && !text.contains("Exception")
                        && words.stream().allMatch(text::contains);
        if (code == 0) {
            tally.accepted.add(story);
        } else if (code == 70 || code == 130) {
            tally.crashes.add(story);
        } else if (!clear || isAnythingIn(out)) {
            tally.unclear.add(story + "    expected: " + words + "\n");
        } else {
            tally.refused++;
        }
        clear(out);
    }

    private static boolean isAnythingIn(Path out) throws IOException {
        if (!Files.exists(out)) {
            return false;
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.findAny().isPresent();
        }
    }

    private static void clear(Path out) throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void sound(String fault) {
        Tally tally = TALLIES.get(fault);
        assertEquals(
                List.of(),
                tally.wrong().stream().limit(5).toList(),
                () ->
                        tally.wrong().size()
                                + " of "
                                + tally.cases
                                + " were not refused clearly (seed "
                                + SEED
                                + ")");
    }
}
