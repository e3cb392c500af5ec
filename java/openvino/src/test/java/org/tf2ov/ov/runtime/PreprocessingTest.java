package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tf2ov.ov.runtime.Preprocessing.Padding;
import org.tf2ov.ov.runtime.Preprocessing.Resize;
import org.tf2ov.problem.RuntimeFailure;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

/// Steps in front of `Relu`, which shows what arrives.
final class PreprocessingTest {
    private static Core core;

    @BeforeAll
    static void start() {
        core = new Core();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    /// What Relu on `f32[modelShape]` answers when `input` comes in and is treated as described.
    private static float[] relu(
            String modelShape, Tensor input, Consumer<Preprocessing.Input> describe) {
        try (Model model = core.readModel(TinyModels.relu(modelShape))) {
            new Preprocessing().input(describe).applyTo(model);
            try (CompiledModel compiled =
                            core.compile(
                                    model,
                                    "CPU",
                                    Map.of(Properties.INFERENCE_PRECISION_HINT, "f32"));
                    InferRequest request = compiled.newRequest()) {
                request.setInput(input);
                request.infer();
                return request.output().toFloatArray();
            }
        }
    }

    @Test
    void bytesOfAnImageBecomeTheFloatsOfTheModel() {
        try (Tensor image = Tensor.of(new byte[] {10, 20, 30, 40, 50, 60}, 1, 1, 2, 3)) {
            assertArrayEquals(
                    new float[] {29, 59, 9, 24, 3, 18},
                    relu(
                            "1,3,1,2",
                            image,
                            in ->
                                    in.element(ElementType.U8)
                                            .layout("NHWC")
                                            .color(ColorFormat.RGB)
                                            .convertColor(ColorFormat.BGR)
                                            .convertElement(ElementType.F32)
                                            .mean(1, 2, 4)
                                            .scale(1, 2, 2)
                                            .convertLayout("NCHW")
                                            .modelLayout("NCHW")));
        }
    }

    @Test
    void channelsCanBeReversedAndValuesShifted() {
        try (Tensor x = Tensor.of(new float[] {1, 2, 3}, 1, 1, 1, 3)) {
            assertArrayEquals(
                    new float[] {1, 0.5f, 0},
                    relu("1,1,1,3", x, in -> in.layout("NHWC").reverseChannels().mean(1).scale(2)));
        }
    }

    @Test
    void imagesCanBeResizedCroppedAndPadded() {
        try (Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 2, 1)) {
            assertArrayEquals(
                    new float[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4},
                    relu(
                            "1,4,4,1",
                            x,
                            in ->
                                    in.size(2, 2)
                                            .layout("NHWC")
                                            .resize(Resize.NEAREST)
                                            .modelLayout("NHWC")));
            assertArrayEquals(
                    new float[] {2, 4},
                    relu(
                            "1,2,1,1",
                            x,
                            in -> in.like(x).crop(new int[] {0, 0, 1, 0}, new int[] {1, 2, 2, 1})));
            assertArrayEquals(
                    new float[] {7, 1, 2, 7, 3, 4},
                    relu(
                            "1,2,3,1",
                            x,
                            in ->
                                    in.like(x)
                                            .pad(
                                                    new int[] {0, 0, 1, 0},
                                                    new int[] {0, 0, 0, 0},
                                                    7,
                                                    Padding.CONSTANT)));
        }
    }

    @Test
    void formatsOfSeveralPlanesMakeSeveralInputs() {
        try (Model model = core.readModel(TinyModels.relu("1,4,4,3"))) {
            new Preprocessing()
                    .input(
                            "x",
                            in ->
                                    in.element(ElementType.U8)
                                            .color(ColorFormat.NV12_TWO_PLANES, "y", "uv")
                                            .convertColor(ColorFormat.RGB)
                                            .convertElement(ElementType.F32)
                                            .modelLayout("NHWC"))
                    .applyTo(model);
            assertEquals(2, model.inputs().size());
            assertEquals(TensorType.of(ElementType.U8, 1, 4, 4, 1), model.inputs().get(0).type());
            assertEquals(TensorType.of(ElementType.U8, 1, 2, 2, 2), model.inputs().get(1).type());
        }
    }

    @Test
    void outputsCanHaveAnotherElementType() {
        try (Model model = core.readModel(TinyModels.relu("1,3"))) {
            new Preprocessing().output(out -> out.element(ElementType.F16)).applyTo(model);
            assertEquals(ElementType.F16, model.outputs().getFirst().element());
            new Preprocessing().output(0, out -> out.element(ElementType.I32)).applyTo(model);
            assertEquals(ElementType.I32, model.outputs().getFirst().element());
            new Preprocessing().output("y", out -> out.element(ElementType.F64)).applyTo(model);
            assertEquals(ElementType.F64, model.outputs().getFirst().element());
        }
    }

    @Test
    void whatDoesNotWorkIsSaidWithItsPlace() {
        try (Model model = core.readModel(TinyModels.relu("1,3"))) {
            assertRefused(
                    "preprocessing input 'z': Model doesn't have input with name z",
                    model,
                    new Preprocessing().input("z", in -> in.element(ElementType.U8)));
            assertRefused(
                    "preprocessing input 4: PrePostProcessor::input(size_t) - Model doesn't have input with index 4. Total"
                            + " number of inputs is 1",
                    model,
                    new Preprocessing().input(4, in -> in.element(ElementType.U8)));
            assertRefused(
                    "reading layout 'N[C': Layout name is invalid ([). Only english letters, digits and _ is allowed",
                    model,
                    new Preprocessing().input(in -> in.layout("N[C")));
            assertRefused(
                    "postprocessing output 'z': Model doesn't have output with name z",
                    model,
                    new Preprocessing().output("z", out -> out.element(ElementType.U8)));
            assertRefused(
                    "the input: colours NV12_TWO_PLANES: Number of sub-names (3) shall match with number of planes for 'NV12"
                            + " (multi-plane)' color format (2)",
                    model,
                    new Preprocessing()
                            .input(in -> in.color(ColorFormat.NV12_TWO_PLANES, "y", "u", "v")));
            assertEquals(TensorType.f32(1, 3), model.inputs().getFirst().type());
        }
    }

    private static void assertRefused(String words, Model model, Preprocessing wrong) {
        assertEquals(
                words, assertThrows(RuntimeFailure.class, () -> wrong.applyTo(model)).getMessage());
    }
}
