package org.tf2ov.tf.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tf.TfModel;
import org.tf2ov.tf.TfTensor;

/// Files of a small model, whole and in every state in which nobody should believe them. Made by
/// `scripts/oracle/formats/keras_hostile.py`.
class KerasModelTest {
    private static final Map<String, byte[]> FILES = new LinkedHashMap<>();

    @TempDir Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        try (ZipInputStream zip =
                new ZipInputStream(KerasModelTest.class.getResourceAsStream("files.zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                FILES.put(entry.getName(), zip.readAllBytes());
            }
        }
    }

    private TfModel read(String name, byte[] content) throws IOException {
        Path path = folder.resolve(name);
        Files.write(path, content);
        return KerasModel.read(path);
    }

    private String refusal(String name, byte[] content) {
        return assertThrows(Tf2ovException.class, () -> read(name, content))
                .getMessage()
                .replace(folder + "/", "");
    }

    private static TfTensor kernel(TfModel model) {
        return model.graph()
                .node("small/dense/kernel/stored")
                .or(() -> model.graph().node("small/dense/kernel"))
                .orElseThrow()
                .tensor("value");
    }

    private static final String GRAPH =
            """
            x = Placeholder[] {dtype=Type[number=1], shape=Shape[value=?,3]}
            small/dense/MatMul = MatMul[x, small/dense/kernel] {T=Type[number=1], transpose_a=Flag[value=false], transpose_b=Flag[value=false]}
            small/dense/BiasAdd = BiasAdd[small/dense/MatMul, small/dense/bias] {T=Type[number=1], data_format=Text[NHWC]}
            small/dense/Relu = Relu[small/dense/BiasAdd] {T=Type[number=1]}
            small/last/MatMul = MatMul[small/dense/Relu, small/last/kernel] {T=Type[number=1], transpose_a=Flag[value=false], transpose_b=Flag[value=false]}
            small/last/BiasAdd = BiasAdd[small/last/MatMul, small/last/bias] {T=Type[number=1], data_format=Text[NHWC]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"plain.h5", "plain.keras"})
    void becomesTheGraphThatTensorFlowTraces(String name) throws IOException {
        TfModel model = read(name, FILES.get(name));
        String text =
                model.graph()
                        .toString()
                        .lines()
                        .filter(line -> !line.contains(" = Const["))
                        .reduce("", (all, line) -> all + line + "\n");
        assertEquals(GRAPH, text);
        assertEquals(
                "{x=Port[tensor=x:0, type=float, shape=?,3]}",
                model.signature().orElseThrow().inputs().toString());
        assertEquals(
                "{last=Port[tensor=small/last/BiasAdd:0, type=float, shape=?,2]}",
                model.signature().orElseThrow().outputs().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.h5",
                "plain.keras",
                "gzip.h5",
                "lzf.h5",
                "chunked.h5",
                "big_endian.h5",
                "half.h5",
                "userblock.h5",
                "latest.h5",
                "deep_groups.h5",
                "cycle.h5"
            })
    void readsWeightsHoweverTheyAreStored(String name) throws IOException {
        float[] expected = new float[12];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = i;
        }
        assertArrayEquals(expected, kernel(read(name, FILES.get(name))).weights().floats());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.h5", "plain.keras", "userblock.h5"})
    void leavesWeightsInTheFile(String name) throws IOException {
        TfTensor.Numbers numbers =
                assertInstanceOf(
                        TfTensor.Numbers.class, kernel(read(name, FILES.get(name))).contents());
        assertInstanceOf(Bytes.InFile.class, numbers.bytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    external_link | external_link.h5: /model_weights/dense/small/dense/kernel: this is a link to another file, which is never opened; the file has been made by something else
                    soft_link_loop | soft_link_loop.h5: /model_weights/dense/small/dense/kernel: this is a symbolic link, which Keras never writes; the file has been made by something else
                    external_storage | external_storage.h5: /model_weights/dense/small/dense/kernel: this is stored in a way that is not read, such as in other files, which are never opened: Encountered External Data Files Message, this is not supported by jHDF
                    never_written | never_written.h5: /model_weights/dense/small/dense/kernel: the data of this dataset is not in the file: it was never written, or is stored in another file, which is never opened
                    virtual | virtual.h5: /model_weights/dense/small/dense/kernel: this is stored in a way that is not read, such as in other files, which are never opened: Virtual storage is not supported
                    shape_bomb | shape_bomb.h5: /model_weights/dense/small/dense/kernel: the shape [1099511627776, 1048576] cannot be true: the whole file has 16864 bytes
                    gzip_bomb | gzip_bomb.h5: /model_weights/dense/small/dense/kernel: the shape [4096, 16384] cannot be true: the whole file has 280402 bytes
                    text | text.h5: /model_weights/dense/small/dense/kernel: the elements are of a type that weights do not have: StringData of 3 bytes, String
                    transposed | transposed.h5: /model_weights/dense/small/dense/kernel: the weight 'small/dense/kernel' has the shape [4,3] in the file; the layer's configuration means [3,4]
                    missing_dataset | missing_dataset.h5: /model_weights/dense/small/dense/kernel: the weight 'small/dense/kernel' is missing
                    missing_group | missing_group.h5: /model_weights/dense: there are no weights for the layer 'dense'
                    fewer_weights | fewer_weights.h5: /model_weights/dense: the layer 'dense' has 2 weights, [kernel, bias], and the file has 1, [small/dense/kernel]
                    weights_only.weights | weights_only.weights.h5: the file has no 'model_config'; it holds weights only, without the model. Save the whole model with model.save('name.h5').
                    """)
    void refusesWhatCannotBeBelieved(String name, String words) {
        assertEquals(words, refusal(name + ".h5", FILES.get(name + ".h5")));
    }

    /// A truncated or damaged file is refused in words, or still says the same; nothing else.
    @ParameterizedTest
    @ValueSource(strings = {"plain.h5", "plain.keras", "gzip.h5", "latest.h5"})
    void survivesDamage(String name) throws IOException {
        byte[] whole = FILES.get(name);
        long seed = 7;
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] damaged;
            if (i % 3 == 0) {
                damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
            } else {
                damaged = whole.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            try {
                read(name, damaged);
            } catch (Tf2ovException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", damage " + i, e);
            }
        }
        assertTrue(refused > 80, "refused: " + refused);
    }

    // Archives

    private static Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(FILES.get("plain.keras")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), zip.readAllBytes());
            }
        }
        return all;
    }

    private static byte[] zip(Map<String, byte[]> entries, boolean stored) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(each.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(each.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private String refusedConfig(String config) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("config.json", config.getBytes(StandardCharsets.UTF_8));
        return refusal("m.keras", zip(entries, true));
    }

    private static String config() throws IOException {
        return new String(entries().get("config.json"), StandardCharsets.UTF_8);
    }

    @Test
    void readsCompressedArchives() throws IOException {
        assertEquals(11, kernel(read("m.keras", zip(entries(), false))).weights().at(11));
    }

    @Test
    void looksAtNoOtherEntries() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("../../etc/x", new byte[10]);
        entries.put("/absolute", new byte[10]);
        entries.put("assets/code.py", new byte[10]);
        assertEquals(11, kernel(read("m.keras", zip(entries, true))).weights().at(11));
    }

    @Test
    void refusesArchivesWithTwoEntriesOfAName() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("config.jsoX", entries.get("config.json"));
        byte[] archive = zip(entries, true);
        String text = new String(archive, StandardCharsets.ISO_8859_1).replace(".jsoX", ".json");
        assertEquals(
                "m.keras: it has two entries 'config.json'",
                refusal("m.keras", text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void refusesArchivesThatLackSomething() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.remove("model.weights.h5");
        assertEquals(
                "m.keras: the archive has no 'model.weights.h5'. Save the whole model with"
                        + " model.save('name.keras').",
                refusal("m.keras", zip(entries, true)));
        entries.remove("config.json");
        assertEquals(
                "m.keras: the archive has no 'config.json', so it is not a Keras model",
                refusal("m.keras", zip(entries, true)));
    }

    @Test
    void refusesEncryptedEntries() throws IOException {
        byte[] archive = zip(entries(), true);
        for (int i = 0; i + 46 < archive.length; i++) {
            if (archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 1) {
                archive[i + 8] |= 1;
            }
        }
        assertTrue(refusal("m.keras", archive).endsWith("is encrypted"));
    }

    // Configurations

    @Test
    void namesEveryUnknownLayerAtOnce() throws IOException {
        String config =
                config().replace("\"Dense\"", "\"Dinse\"").replaceFirst("\"Dinse\"", "\"Lambda\"");
        String words = refusedConfig(config);
        assertEquals(
                "layer 'small/dense' (Lambda): a Lambda layer holds Python code, and code from a file"
                        + " is never run. Write the function with Keras layers or keras.ops, or"
                        + " export the model as a SavedModel.\n"
                        + "layer 'small/last' (Dinse): this class of layers is not known, and code"
                        + " from a file is never loaded. Export the model as a SavedModel, or plug"
                        + " the layer in: a class that implements org.tf2ov.tf.keras.KerasLayer and"
                        + " names 'Dinse', as a provider for ServiceLoader.",
                words);
    }

    /// A user's class never becomes Keras's own of the same name.
    @Test
    void doesNotTakeRegisteredClassesForItsOwn() throws IOException {
        String config =
                config().replaceFirst(
                                "\"registered_name\": null, \"build_config\"",
                                "\"registered_name\": \"mine>Dense\", \"build_config\"");
        assertTrue(
                refusedConfig(config).startsWith("layer 'small/dense' (mine>Dense): this class"));
    }

    @Test
    void usesPluggedInLayers() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(
                "config.json",
                config().replaceFirst(
                                "\"registered_name\": null, \"build_config\"",
                                "\"registered_name\": \"tests>TimesTwo\", \"build_config\"")
                        .getBytes(StandardCharsets.UTF_8));
        TfModel model = read("m.keras", zip(entries, true));
        assertTrue(model.graph().node("small/dense/Mul").isPresent(), model.graph().toString());
    }

    @Test
    void refusesModelsThatAreCode() throws IOException {
        assertEquals(
                "m.keras, config.json: the model is of the class 'Mine', whose code is in Python and"
                        + " not in the file; functional and sequential models can be read. Export it"
                        + " as a SavedModel instead, with model.export('folder')",
                refusedConfig(config().replace("\"Sequential\"", "\"Mine\"")));
    }

    @Test
    void refusesConfigurationsThatAreNone() throws IOException {
        assertTrue(refusedConfig("[".repeat(100_000)).contains("nested deeper"));
        assertTrue(refusedConfig("{\"a\": 1, \"a\": 2}").contains("Duplicate"));
        assertTrue(refusedConfig("{\"class_name\"").contains("is not JSON"));
        assertTrue(refusedConfig("").contains("is not JSON"));
        assertEquals("m.keras, config.json: 'class_name' is missing here", refusedConfig("{}"));
        assertEquals(
                "m.keras, config.json.config.layers[1].config.units: this should be a whole number"
                        + " and is the text 'four'",
                refusedConfig(config().replaceFirst("\"units\": 4", "\"units\": \"four\"")));
    }
}
