package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tf2ov.cli.Tf2ov;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Properties;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.ElementType;

/// Inputs and outputs that are turned, and inputs that are reversed, shifted and scaled, against
/// what TensorFlow answers when that is done by hand; `scripts/oracle/interface_models.py` made the
/// cases.
class InterfaceTest {
    private static final Path FOLDER = Path.of("src/test/resources/interface");

    @TempDir private Path folder;

    /// A line of `cases.txt`.
    record Case(String name, String model, String options) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        return Files.readAllLines(FOLDER.resolve("cases.txt")).stream()
                .map(line -> line.split("\t", -1))
                .map(parts -> new Case(parts[0], parts[1], parts[2]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTensorFlowDoesWithArithmeticByHand(Case each) throws IOException {
        Path xml = convert(each);
        try (Core core = new Core();
                Model model = core.readModel(xml);
                CompiledModel compiled =
                        core.compile(
                                model, "CPU", Map.of(Properties.INFERENCE_PRECISION_HINT, "f32"));
                InferRequest request = compiled.newRequest()) {
            List<Tensor> inputs = new ArrayList<>();
            try {
                for (int i = 0; i < compiled.inputs().size(); i++) {
                    Npy given = npy(each.name() + "." + i);
                    assertTrue(
                            compiled.inputs()
                                    .get(i)
                                    .shape()
                                    .overlaps(org.tf2ov.tensor.PartialShape.of(given.shape())),
                            () ->
                                    compiled.inputs()
                                            + " do not take "
                                            + Arrays.toString(given.shape()));
                    inputs.add(tensor(given));
                    request.setInput(i, inputs.getLast());
                }
                request.infer();
                try (Tensor answer = request.output(0)) {
                    compare(npy(each.name() + ".out0"), answer);
                }
            } finally {
                inputs.forEach(Tensor::close);
            }
        }
    }

    private Path convert(Case each) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "convert",
                                FOLDER.resolve(each.model() + ".pb").toString(),
                                "--output_dir",
                                folder.toString(),
                                "--silent"));
        words.addAll(List.of(each.options().split(" ", -1)));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Tf2ov.run(
                        words.toArray(String[]::new),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
        return folder.resolve(each.model() + ".xml");
    }

    private static Npy npy(String name) throws IOException {
        return Npy.parse(Files.readAllBytes(FOLDER.resolve(name + ".npy")));
    }

    private static Tensor tensor(Npy array) {
        ElementType element = array.descr().endsWith("u1") ? ElementType.U8 : ElementType.F32;
        Tensor tensor = Tensor.allocate(element, array.shape());
        tensor.data().copyFrom(array.data());
        return tensor;
    }

    private static void compare(Npy expected, Tensor actual) {
        assertArrayEquals(expected.shape(), actual.shape());
        double largest = 0;
        double error = 0;
        float[] values = actual.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            double wanted =
                    expected.data()
                            .getAtIndex(java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            largest = Math.max(largest, Math.abs(wanted));
            error = Math.max(error, Math.abs(wanted - values[i]));
        }
        assertTrue(error <= 1e-5 * largest, "error " + error + " of " + largest);
    }

    /// What the convolution takes in its weights does not stand in front of it.
    static Stream<List<String>> folded() {
        return Stream.of(
                List.of("valid-all", "Add Convolution ReLU"),
                List.of("open-all", "Add Convolution ReLU"),
                List.of("padded-all", "Add Add Convolution ReLU"),
                List.of("padded-reverse", "Add Convolution ReLU"),
                List.of("own-all", "Add Convolution"),
                List.of("bytes-all", "Add Convert Convolution"),
                List.of("depthwise-reverse", "Clamp Convolution GroupConvolution"),
                List.of("volume-all", "Add Convolution"),
                List.of("matrix-all", "Add MatMul"));
    }

    @ParameterizedTest
    @MethodSource("folded")
    void convolutionsTakeTheArithmetic(List<String> wanted) throws IOException {
        Case found =
                cases().stream()
                        .filter(each -> each.name().equals(wanted.get(0)))
                        .findFirst()
                        .orElseThrow();
        String types =
                Files.readString(convert(found))
                        .lines()
                        .filter(line -> line.contains("<layer "))
                        .map(line -> line.replaceAll(".* type=\"(\\w+)\".*", "$1"))
                        .filter(type -> !List.of("Const", "Parameter", "Result").contains(type))
                        .sorted()
                        .collect(java.util.stream.Collectors.joining(" "));
        assertEquals(wanted.get(1), types);
    }
}
