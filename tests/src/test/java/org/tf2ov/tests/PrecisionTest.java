package org.tf2ov.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.cli.Tf2ov;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Properties;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.tensor.ElementType;

/// Constants in smaller types, on a trained network with the answers of TensorFlow.
class PrecisionTest {
    private static final Path DEMO = Path.of("src/test/resources/demo");

    @TempDir private Path folder;

    /// What a conversion says and leaves.
    private record Made(String said, String xml, long bin) {}

    private Made convert(String... options) throws IOException {
        List<String> words =
                Stream.concat(
                                Stream.of(
                                        "convert",
                                        DEMO.resolve("onet.pb").toString(),
                                        "--disable_nhwc_to_nchw",
                                        "--json",
                                        "--output_dir",
                                        folder.toString()),
                                Stream.of(options))
                        .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Tf2ov.run(
                        words.toArray(String[]::new),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
        return new Made(
                out.toString(StandardCharsets.UTF_8),
                Files.readString(folder.resolve("onet.xml")),
                Files.size(folder.resolve("onet.bin")));
    }

    private void answersWithin(double tolerance) throws IOException {
        Npy given = Npy.parse(Files.readAllBytes(DEMO.resolve("face.input.npy")));
        Npy expected = Npy.parse(Files.readAllBytes(DEMO.resolve("face.probability.npy")));
        try (Core core = new Core();
                Model model = core.readModel(folder.resolve("onet.xml"));
                CompiledModel compiled =
                        core.compile(
                                model, "CPU", Map.of(Properties.INFERENCE_PRECISION_HINT, "f32"));
                InferRequest request = compiled.newRequest();
                Tensor input = Tensor.allocate(ElementType.F32, given.shape())) {
            input.data().copyFrom(given.data());
            request.setInput(0, input);
            request.infer();
            try (Tensor answer = request.output(0)) {
                float[] values = answer.toFloatArray();
                for (int i = 0; i < values.length; i++) {
                    float wanted = expected.data().getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
                    assertEquals(wanted, values[i], tolerance);
                }
            }
        }
    }

    @Test
    void constantsAreAsTheyWereUnlessAskedFor() throws IOException {
        Made plain = convert();
        assertTrue(!plain.xml().contains("f16") && !plain.said().contains("compression"));
        Made asked = convert("--compress_to_fp16=False", "--data_type", "float");
        assertEquals(plain.xml(), asked.xml());
    }

    @Test
    void halfOfTheRoomForNearlyTheSameAnswer() throws IOException {
        long whole = convert().bin();
        Made half = convert("--compress_to_fp16");
        assertTrue(half.bin() < 0.52 * whole, half.bin() + " of " + whole);
        assertTrue(half.xml().contains("<attribute name=\"decompression\" version=\"0\"/>"));
        assertTrue(
                half.xml()
                        .lines()
                        .filter(line -> line.contains("element_type=\"f16\""))
                        .allMatch(line -> line.contains("<data element_type")),
                "only constants are f16");
        assertTrue(half.said().contains("\"relative_error\""), half.said());
        answersWithin(1e-3);
        assertEquals(half.xml(), convert("--data_type", "half").xml());
    }

    @Test
    void aQuarterOfTheRoomForAlmostTheSameAnswer() throws IOException {
        long whole = convert().bin();
        Made quarter = convert("--compress_weights", "int8", "--compress_to_fp16");
        assertTrue(quarter.bin() < 0.27 * whole, quarter.bin() + " of " + whole);
        answersWithin(1e-2);
    }
}
