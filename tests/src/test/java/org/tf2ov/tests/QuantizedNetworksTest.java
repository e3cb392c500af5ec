package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.op.Convolution;
import org.tf2ov.ov.op.FakeQuantize;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.LayerTime;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Properties;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;

/// The networks of TF-Slim as TensorFlow's quantized training leaves them give the answers that
/// TensorFlow gives, from weights of a byte each, and the CPU convolves in whole numbers.
///
/// The large ones run with `-Dtf2ov.full=true` (`scripts/test --full`). Made by
/// `scripts/oracle/quantized_models.py`.
class QuantizedNetworksTest {
    private static final Path FIXTURES = Path.of("src/test/resources/quantized");
    private static final List<String> SMALL =
            List.of("mobilenet_v1_0.25_128", "mobilenet_v2_0.35_128");
    private static final String FAKE_QUANT = "FakeQuantWithMinMaxVars";

    @TempDir private Path folder;

    static List<String> networks() throws IOException {
        try (Stream<Path> all = Files.list(FIXTURES)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> Boolean.getBoolean("tf2ov.full") || SMALL.contains(name))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void wholeNumbersGiveTheAnswersOfTensorFlow(String name)
            throws IOException, XMLStreamException {
        SlimNetwork network = SlimNetwork.in(FIXTURES, name);
        Path frozen = folder.resolve(name + ".pb");
        network.inflate(frozen);
        Path exact = folder.resolve(name + "_exact.pb");
        network.inflate(exact, QuantizedNetworksTest::withoutRounding);
        ConvertOptions options = ConvertOptions.DEFAULT.withChannelsFirst(false);

        Conversion conversion = Converter.convert(frozen, options);

        Ir ir = conversion.ir(name);
        long bytes = Converter.convert(exact, options).ir(name).weightsSize();
        assertTrue(
                ir.weightsSize() <= 0.3 * bytes,
                ir.weightsSize() + " bytes of weights, without rounding " + bytes);
        assertEquals(
                0,
                conversion.graph().nodes().stream()
                        .filter(node -> node.op() instanceof FakeQuantize)
                        .filter(node -> node.inputs().getFirst().constant().isPresent())
                        .count(),
                "weights that are rounded when they are used");
        assertTrue(
                conversion.graph().nodes().stream()
                                .filter(node -> node.op() instanceof Transpose)
                                .count()
                        <= 1,
                "one transpose, of the input");
        run(network, ir, convolutions(conversion));
    }

    /// All but the first, whose input is not rounded; depthwise ones are groups.
    private static long convolutions(Conversion conversion) {
        return conversion.graph().nodes().stream()
                        .filter(node -> node.op() instanceof Convolution)
                        .count()
                - 1;
    }

    private static void run(SlimNetwork network, Ir ir, long convolutions)
            throws IOException, XMLStreamException {
        Images images = new Images(network.description().at("input"));
        Npy logits = Npy.parse(Files.readAllBytes(network.folder().resolve("logits.npy")));
        int classes = (int) logits.shape()[1];
        try (Arena arena = Arena.ofShared();
                Core core = new Core()) {
            MemorySegment memory = RunningIr.weights(ir, arena);
            try (Tensor weights = Tensor.wrap(memory, ElementType.U8, ir.weightsSize());
                    Model model = core.readModel(ir.xml(), weights);
                    CompiledModel compiled =
                            core.compile(
                                    model,
                                    "CPU",
                                    Map.of(
                                            Properties.INFERENCE_PRECISION_HINT,
                                            "f32",
                                            Properties.PERF_COUNT,
                                            "YES"));
                    InferRequest request = compiled.newRequest()) {
                InferredTypes.assertEqualToRuntime(core, ir, weights);
                int same = 0;
                for (int i = 0; i < images.count(); i++) {
                    try (Tensor input =
                            Tensor.of(images.pixels(i), 1, images.size(), images.size(), 3)) {
                        request.setInput(network.inputName(), input);
                        request.infer();
                        try (Tensor output =
                                request.output(network.description().at("output").text())) {
                            float[] expected = new float[classes];
                            for (int c = 0; c < classes; c++) {
                                expected[c] =
                                        logits.data()
                                                .get(Elements.FLOAT, 4L * ((long) i * classes + c));
                            }
                            same += top(output.toFloatArray()) == top(expected) ? 1 : 0;
                        }
                    }
                }
                List<String> kernels =
                        request.profile().stream()
                                .filter(layer -> layer.type().equals("Convolution"))
                                .map(LayerTime::execution)
                                .toList();
                long whole =
                        kernels.stream()
                                .filter(kernel ->
                                        kernel.toUpperCase(java.util.Locale.ROOT).endsWith("_I8")
                                                && !kernel.contains("_dw_"))
                                .count();
                System.out.printf(
                        "%-24s top-1 as TensorFlow's for %d of %d images, %d of %d convolutions in whole numbers%n",
                        network.name(), same, images.count(), whole, convolutions);
                assertTrue(same >= 0.99 * images.count(), same + " of " + images.count());
                assertTrue(whole >= convolutions, "kernels " + kernels);
            }
        }
    }

    private static int top(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static NodeDef withoutRounding(NodeDef node) {
        if (!node.getOp().equals(FAKE_QUANT)) {
            return node;
        }
        return NodeDef.newBuilder()
                .setName(node.getName())
                .setOp("Identity")
                .addInput(node.getInput(0))
                .putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
                .build();
    }

    /// Patches of colour under noise, as `images` of the script makes them.
    private record Images(long seed, int size, int classes, int patches, float noise, int count) {
        Images(Json input) {
            this(
                    input.at("seed").integer(),
                    (int) input.at("size").integer(),
                    (int) input.at("classes").integer(),
                    (int) input.at("patches").integer(),
                    (float) input.at("noise").real(),
                    (int) input.at("count").integer());
        }

        /// Image `i`, channels-last.
        float[] pixels(int i) {
            long kind = i % classes;
            float[] colours =
                    random(new Recipe(seed + kind * (1 << 20), -1, 1), patches * patches * 3);
            float[] pixels =
                    random(
                            new Recipe(seed + (1 << 29) + ((long) i << 20), -noise, noise),
                            size * size * 3);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int patch = y * patches / size * patches + x * patches / size;
                    for (int c = 0; c < 3; c++) {
                        pixels[(y * size + x) * 3 + c] += colours[patch * 3 + c] * (1 - noise);
                    }
                }
            }
            return pixels;
        }

        private static float[] random(Recipe recipe, int count) {
            MemorySegment bytes = MemorySegment.ofArray(new byte[count * Float.BYTES]);
            recipe.fill(bytes, count);
            float[] numbers = new float[count];
            MemorySegment.copy(bytes, Elements.FLOAT, 0, numbers, 0, count);
            return numbers;
        }
    }
}
