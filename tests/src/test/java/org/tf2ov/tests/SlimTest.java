package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.graph.Node;
import org.tf2ov.kernel.Kernels;
import org.tf2ov.kernel.StridedArray;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Properties;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;

/// The networks of TF-Slim give the answers that TensorFlow gives, from an IR without a transpose.
///
/// The large ones run with `-Dtf2ov.full=true` (`scripts/test --full`).
class SlimTest {
    private static final boolean FULL = Boolean.getBoolean("tf2ov.full");
    private static final List<String> LARGE =
            List.of(
                    "inception_v4",
                    "inception_resnet_v2",
                    "resnet_v1_101",
                    "resnet_v1_152",
                    "resnet_v2_101",
                    "resnet_v2_152",
                    "vgg_19",
                    "nasnet_large",
                    "pnasnet_mobile",
                    "mobilenet_v1_0.5_160",
                    "mobilenet_v2_1.4_224");

    @TempDir private Path folder;

    static List<String> networks() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("src/test/resources/slim"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> FULL || !LARGE.contains(name))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void answersAsTensorFlowDoes(String name) throws IOException, XMLStreamException {
        SlimNetwork network = SlimNetwork.named(name);
        Path frozen = folder.resolve(name + ".pb");
        network.inflate(frozen);
        ConvertOptions options =
                ConvertOptions.DEFAULT.withOutputs(List.copyOf(network.expected().keySet()));

        Conversion channelsFirst = Converter.convert(frozen, options);
        Conversion channelsLast = Converter.convert(frozen, options.withChannelsFirst(false));

        long transposes = transposes(channelsFirst);
        assertEquals(0, transposes, "transposes in the IR");
        assertTrue(transposes(channelsLast) <= 1, "one transpose, of the input");
        check(network, channelsFirst, true);
        if (FULL || name.startsWith("mobilenet_v1")) {
            check(network, channelsLast, false);
        }
    }

    private static long transposes(Conversion conversion) {
        return conversion.graph().nodes().stream()
                .map(Node::op)
                .filter(op -> op instanceof Transpose)
                .count();
    }

    private static void check(SlimNetwork network, Conversion conversion, boolean channelsFirst)
            throws IOException, XMLStreamException {
        Ir ir = conversion.ir(network.name());
        try (Arena arena = Arena.ofShared();
                Core core = new Core()) {
            MemorySegment memory = arena.allocate(ir.weightsSize(), 64);
            ir.writeWeights(memory);
            try (Tensor weights = Tensor.wrap(memory, ElementType.U8, ir.weightsSize());
                    Model model = core.readModel(ir.xml(), weights);
                    CompiledModel compiled =
                            core.compile(
                                    model,
                                    "CPU",
                                    Map.of(Properties.INFERENCE_PRECISION_HINT, "f32"));
                    InferRequest request = compiled.newRequest();
                    Tensor input = input(network, channelsFirst)) {
                InferredTypes.assertEqualToRuntime(core, ir, weights);
                request.setInput(network.inputName(), input);
                request.infer();
                for (Map.Entry<String, Npy> expected : network.expected().entrySet()) {
                    try (Tensor output = request.output(expected.getKey())) {
                        compare(
                                network.name() + " " + expected.getKey(),
                                expected.getValue(),
                                output);
                    }
                }
            }
        }
    }

    private static Tensor input(SlimNetwork network, boolean channelsFirst) {
        long[] shape = network.inputShape();
        Tensor channelsLast = Tensor.of(network.input(), shape);
        if (!channelsFirst) {
            return channelsLast;
        }
        Tensor turned = Tensor.allocate(ElementType.F32, shape[0], shape[3], shape[1], shape[2]);
        try (channelsLast) {
            Kernels.java()
                    .copy(
                            StridedArray.dense(channelsLast.data(), ElementType.F32, shape)
                                    .permute(0, 3, 1, 2),
                            StridedArray.dense(turned.data(), ElementType.F32, turned.shape()),
                            1);
        }
        return turned;
    }

    /// Errors relative to the largest value of the output: single logits may be as good as zero.
    private static void compare(String what, Npy expected, Tensor actual) {
        assertArrayEquals(expected.shape(), actual.shape(), what);
        float[] values = actual.toFloatArray();
        double[] wanted = new double[values.length];
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            wanted[i] = expected.data().get(Elements.FLOAT, i * 4L);
            largest = Math.max(largest, Math.abs(wanted[i]));
        }
        double error = 0;
        double elementwise = 0;
        for (int i = 0; i < values.length; i++) {
            error = Math.max(error, Math.abs(values[i] - wanted[i]) / largest);
            elementwise =
                    Math.max(elementwise, Math.abs(values[i] - wanted[i]) / Math.abs(wanted[i]));
        }
        System.out.printf(
                "%-70s max relative error %.1e of the largest, %.1e elementwise%n",
                what, error, elementwise);
        assertTrue(error <= 1e-4, what + ": relative error " + error);
        if (largest <= 1) {
            assertTrue(elementwise <= 1e-4, what + ": elementwise relative error " + elementwise);
        }
        int classes = (int) expected.shape()[expected.shape().length - 1];
        for (int row = 0; row < values.length / classes; row++) {
            int start = row * classes;
            assertEquals(
                    top(i -> wanted[start + i], classes),
                    top(i -> values[start + i], classes),
                    what + ": top five of image " + row);
        }
    }

    private static List<Integer> top(java.util.function.IntToDoubleFunction score, int classes) {
        return IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -score.applyAsDouble(i)))
                .limit(5)
                .toList();
    }
}
