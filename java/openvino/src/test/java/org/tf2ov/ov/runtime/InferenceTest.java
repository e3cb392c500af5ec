package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.RuntimeFailure;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;

/// Tiny models on the real runtime.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InferenceTest {
    private static final Map<String, String> EXACT =
            Map.of(Properties.INFERENCE_PRECISION_HINT, "f32");
    private static Core core;

    @BeforeAll
    static void start() {
        core = new Core();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    private static CompiledModel relu(String shape) {
        try (Model model = core.readModel(TinyModels.relu(shape))) {
            return core.compile(model, "CPU", EXACT);
        }
    }

    @Test
    void infersInTheTensorsOfTheRequest() {
        try (CompiledModel compiled = relu("1,3");
                InferRequest request = compiled.newRequest()) {
            request.input().floats().put(new float[] {-1, 0, 2});
            request.infer();
            assertArrayEquals(new float[] {0, 0, 2}, request.output().toFloatArray());
            assertArrayEquals(new long[] {1, 3}, request.output("y").shape());
            assertSame(request.output(), request.output("y"));
        }
    }

    @Test
    void readsAndWritesTheMemoryOfTheCallerWithoutCopying() {
        try (Arena arena = Arena.ofConfined();
                CompiledModel compiled = relu("1,3");
                InferRequest request = compiled.newRequest()) {
            MemorySegment in = arena.allocate(12, 64);
            MemorySegment out = arena.allocate(12, 64);
            try (Tensor x = Tensor.wrap(in, ElementType.F32, 1, 3);
                    Tensor y = Tensor.wrap(out, ElementType.F32, 1, 3)) {
                request.setInput("x", x);
                request.setOutput(y);
                assertSame(x, request.input());
                for (float value : new float[] {5, -5, 7}) { // written after the tensors were set
                    in.setAtIndex(ValueLayout.JAVA_FLOAT, 1, value);
                    request.infer();
                    assertEquals(Math.max(value, 0), out.getAtIndex(ValueLayout.JAVA_FLOAT, 1));
                }
                assertEquals(in.address(), x.data().address());
            }
            request.infer(); // the request keeps what its caller closed
        }
    }

    @Test
    void takesWeightsFromMemory() {
        try (Tensor weights = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 6);
                Tensor bytes = Tensor.wrap(weights.data(), ElementType.U8, 24);
                Model model = core.readModel(TinyModels.matMul(2, 3), bytes);
                CompiledModel compiled = core.compile(model, "CPU", EXACT);
                InferRequest request = compiled.newRequest();
                Tensor x = Tensor.of(new float[] {1, 10, 0, 1}, 2, 2)) {
            assertEquals(
                    List.of(
                            new Port(
                                    0,
                                    Optional.empty(),
                                    new TensorType(ElementType.F32, PartialShape.of(-1, 3)))),
                    model.outputs());
            request.setInput(x);
            request.infer();
            assertArrayEquals(new float[] {41, 52, 63, 4, 5, 6}, request.output().toFloatArray());
        }
    }

    @Test
    void outputsOfDynamicShapeAreMadeByTheInference() {
        try (CompiledModel compiled = relu("?,3");
                InferRequest request = compiled.newRequest()) {
            Tensor before = null;
            for (int rows : new int[] {1, 4, 200, 2, 0, 3}) {
                try (Tensor x = Tensor.allocate(ElementType.F32, rows, 3)) {
                    x.data().fill((byte) 0x3f);
                    request.setInput(x);
                    request.infer();
                    assertArrayEquals(new long[] {rows, 3}, request.output().shape());
                    assertEquals(-1, x.data().mismatch(request.output().data()));
                }
                if (before != null) {
                    assertThrows(
                            IllegalStateException.class,
                            before::data,
                            "replaced by the next inference");
                }
                before = request.output();
            }
        }
    }

    @Test
    void scalarsAreTensorsToo() {
        try (CompiledModel compiled = relu("");
                InferRequest request = compiled.newRequest();
                Tensor x = Tensor.of(new float[] {4})) {
            request.setInput(x);
            request.infer();
            assertArrayEquals(new long[0], request.output().shape());
            assertArrayEquals(new float[] {4}, request.output().toFloatArray());
        }
    }

    @Test
    void inputsCanTakeAnotherShapeInPlace() {
        try (CompiledModel compiled = relu("?,3");
                InferRequest request = compiled.newRequest();
                Tensor x = Tensor.allocate(ElementType.F32, 1, 3)) {
            MemorySegment old = x.data();
            x.setShape(100, 3);
            assertThrows(IllegalStateException.class, () -> old.get(ValueLayout.JAVA_FLOAT, 0));
            assertEquals(1200, x.data().byteSize());
            request.setInput(x);
            request.infer();
            assertArrayEquals(new long[] {100, 3}, request.output().shape());
        }
    }

    @Test
    void shapesAreReadAndChanged() {
        try (Model model = core.readModel(TinyModels.relu("1..8,?,3.."))) {
            PartialShape bounded =
                    PartialShape.of(
                            List.of(
                                    new Dimension(1, 8),
                                    Dimension.ANY,
                                    new Dimension(3, Dimension.UNBOUNDED)));
            assertEquals(bounded, model.inputs().getFirst().shape());
            assertEquals(bounded, model.outputs().getFirst().shape());
            assertTrue(model.isDynamic());

            model.reshape(PartialShape.of(0, -1));
            assertEquals(PartialShape.of(0, -1), model.outputs().getFirst().shape());
            model.reshape(Map.of(0, bounded));
            assertEquals(bounded, model.outputs().getFirst().shape());
            model.reshapeNamed(Map.of("x:0", PartialShape.of(2, 2)));
            assertEquals(TensorType.f32(2, 2), model.outputs().getFirst().type());
            assertEquals("relu", model.name());
            for (PartialShape unspeakable : List.of(PartialShape.DYNAMIC, PartialShape.SCALAR)) {
                assertThrows(IllegalArgumentException.class, () -> model.reshape(unspeakable));
            }
        }
        try (Model model = core.readModel(TinyModels.relu("..."))) {
            assertEquals(PartialShape.DYNAMIC, model.inputs().getFirst().shape());
        }
        try (Model model = core.readModel(TinyModels.relu(""))) {
            assertEquals(PartialShape.SCALAR, model.inputs().getFirst().shape());
        }
    }

    @Test
    void infersInTheBackground() {
        try (CompiledModel compiled = relu("1,3")) {
            List<InferRequest> requests =
                    IntStream.range(0, 8).mapToObj(i -> compiled.newRequest()).toList();
            for (int round = 0; round < 50; round++) {
                CompletableFuture<?>[] running =
                        requests.stream()
                                .map(InferRequest::inferAsync)
                                .toArray(CompletableFuture[]::new);
                CompletableFuture.allOf(running).join();
            }
            InferRequest first = requests.getFirst();
            first.input().floats().put(0, 9);
            assertEquals(
                    9, first.inferAsync().thenApply(done -> done.output().floats().get(0)).join());
            requests.forEach(InferRequest::close);
        }
    }

    @Test
    void oneRequestInfersOnceAtATime() {
        try (CompiledModel compiled = relu("1,4000000");
                InferRequest request = compiled.newRequest()) {
            for (int i = 0; i < 10; i++) {
                CompletableFuture<InferRequest> first = request.inferAsync();
                if (!first.isDone()) {
                    try {
                        request.infer();
                    } catch (IllegalStateException busy) {
                        assertEquals("this InferRequest is busy", busy.getMessage());
                    }
                }
                first.join();
            }
        }
    }

    @Test
    void tellsHowLongLayersTook() {
        try (Model model = core.readModel(TinyModels.relu("1,3"));
                CompiledModel compiled =
                        core.compile(model, "CPU", Map.of(Properties.PERF_COUNT, "YES"));
                InferRequest request = compiled.newRequest()) {
            request.infer();
            LayerTime relu =
                    request.profile().stream()
                            .filter(time -> time.layer().equals("relu"))
                            .findFirst()
                            .orElseThrow();
            assertEquals(LayerTime.Status.EXECUTED, relu.status());
        }
    }

    @Test
    void tenThousandInferences() {
        try (CompiledModel compiled = relu("1,3");
                InferRequest request = compiled.newRequest()) {
            Tensor in = request.input();
            Tensor out = request.output();
            for (int i = 0; i < 10_000; i++) {
                in.data().setAtIndex(ValueLayout.JAVA_FLOAT, i % 3, i);
                request.infer();
                assertEquals(i, out.data().getAtIndex(ValueLayout.JAVA_FLOAT, i % 3));
            }
        }
    }

    // What is closed, and when.

    @Test
    void everythingMayBeClosedInAnyOrderAndTwice() {
        Core own = new Core();
        Tensor weights = Tensor.of(new float[] {2}, 1);
        Tensor bytes = Tensor.wrap(weights.data(), ElementType.U8, 4);
        Model model = own.readModel(TinyModels.matMul(1, 1), bytes);
        CompiledModel compiled = own.compile(model, "CPU", EXACT);
        own.close();
        model.close();
        InferRequest request = compiled.newRequest();
        compiled.close();
        try (Tensor x = Tensor.of(new float[] {21}, 1, 1)) {
            request.setInput(x);
        }
        request.infer();
        Tensor output = request.output();
        assertArrayEquals(new float[] {42}, output.toFloatArray());
        MemorySegment data = output.data();
        for (AutoCloseable closeable : List.of(request, request, own, model, compiled, output)) {
            assertClosesQuietly(closeable);
        }
        assertThrows(IllegalStateException.class, () -> data.get(ValueLayout.JAVA_FLOAT, 0));
        assertEquals(
                "this InferRequest is closed",
                assertThrows(IllegalStateException.class, request::infer).getMessage());
        assertEquals(
                "this CompiledModel is closed",
                assertThrows(IllegalStateException.class, compiled::newRequest).getMessage());
        assertEquals(
                "this Tensor is closed",
                assertThrows(IllegalStateException.class, output::data).getMessage());
        bytes.close();
        weights.close();
    }

    private static void assertClosesQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError(closeable.toString(), e);
        }
    }

    @Test
    void closingARequestThatRunsWaitsForNobodyAndHarmsNobody() throws Exception {
        try (CompiledModel compiled = relu("1,1000000")) {
            for (int i = 0; i < 20; i++) {
                InferRequest request = compiled.newRequest();
                CompletableFuture<InferRequest> done = request.inferAsync();
                request.close();
                done.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    @SuppressWarnings("MustBeClosed") // closed too early, which is the point
    void weightsThatAreGoneAreNoticed() {
        Arena arena = Arena.ofConfined();
        Tensor weights = Tensor.wrap(arena.allocate(4, 4), ElementType.U8, 4);
        try (Model model = core.readModel(TinyModels.matMul(1, 1), weights);
                CompiledModel compiled = core.compile(model, "CPU", EXACT);
                InferRequest request = compiled.newRequest()) {
            arena.close();
            assertThrows(IllegalStateException.class, request::infer);
        }
        weights.close();
    }

    // What is refused, and in which words.

    private static void assertRefused(String words, Executable refused) {
        RuntimeFailure failure = assertThrows(RuntimeFailure.class, refused);
        assertEquals(words, failure.getMessage());
        assertFalse(failure.getMessage().contains(".cpp"));
    }

    @Test
    void aModelThatIsNone() {
        String relu = TinyModels.relu("1,3");
        assertRefused(
                "reading a model from memory: Error parsing start element tag at offset 21",
                () -> core.readModel("<net version=\"11\"><lay"));
        assertRefused(
                "reading a model from memory: Unable to read the model. Please check if the model format is supported"
                        + " and model is correct.",
                () -> core.readModel("<html/>"));
        assertRefused(
                "reading a model from memory: Opset opset1 doesn't contain the operation with type: Frobnicate",
                () -> core.readModel(relu.replace("ReLU", "Frobnicate")));
        assertRefused(
                "reading a model from memory: Empty weights data in bin file or bin file cannot be found!",
                () -> core.readModel(TinyModels.matMul(2, 2)));
        assertThrows(MalformedInputException.class, () -> core.readModel(Path.of("no-such.xml")));
        assertThrows(MalformedInputException.class, () -> core.readModel(Path.of(".")));
        try (Model model = core.readModel(relu)) {
            assertThrows(IllegalArgumentException.class, () -> core.compile(model, "CPU\0"));
        }
    }

    @Test
    void theWholeTextIsTheCause() {
        RuntimeFailure failure =
                assertThrows(RuntimeFailure.class, () -> core.readModel(TinyModels.matMul(2, 2)));
        assertTrue(
                failure.getCause().getMessage().contains("Check 'm_weights_provider' failed at "));
    }

    @Test
    void aDeviceThatIsNotThere() {
        String there = "; this machine has " + String.join(", ", core.deviceNames());
        try (Model model = core.readModel(TinyModels.relu("1,3"))) {
            assertRefused(
                    "compiling for TPU: there is no device 'TPU'" + there,
                    () -> core.compile(model, "TPU"));
            assertRefused(
                    "compiling for HETERO:MYRIAD,CPU: there is no device 'MYRIAD' any more (OpenVINO 2022.3 was the last"
                            + " version for the Movidius Myriad X)"
                            + there,
                    () -> core.compile(model, "HETERO:MYRIAD,CPU"));
            assertRefused(
                    "asking TPU for FULL_DEVICE_NAME: there is no device 'TPU'" + there,
                    () -> core.property("TPU", Properties.FULL_DEVICE_NAME));
        }
    }

    @Test
    void propertiesThatAreNone() {
        try (Model model = core.readModel(TinyModels.relu("1,3"))) {
            assertRefused(
                    "compiling for CPU: NotFound: Unsupported property FROBNICATE by CPU plugin.",
                    () -> core.compile(model, "CPU", Map.of("FROBNICATE", "1")));
            assertRefused(
                    "compiling for CPU: Could not read number of streams from str: many; stoi",
                    () -> core.compile(model, "CPU", Map.of(Properties.NUM_STREAMS, "many")));
        }
    }

    @Test
    void tensorsThatDoNotFit() {
        try (CompiledModel compiled = relu("1,3");
                InferRequest request = compiled.newRequest();
                Tensor longer = Tensor.allocate(ElementType.F32, 1, 4);
                Tensor integers = Tensor.allocate(ElementType.I32, 1, 3)) {
            assertRefused(
                    "setting input 'x' f32[1,3] to f32[1,4]: Can't set the input tensor with index: 0, because the model"
                            + " input (shape=[1,3]) and the tensor (shape=(1.4)) are incompatible",
                    () -> request.setInput(longer));
            assertRefused(
                    "setting input 'x' f32[1,3] to i32[1,3]: ParameterMismatch: Failed to set tensor for input with"
                            + " precision: i32, since the model input tensor precision is: f32",
                    () -> request.setInput(integers));
            assertRefused(
                    "input 'z': the model has none of that name, it has 'x' f32[1,3]",
                    () -> request.setInput("z", integers));
            assertRefused(
                    "output 1: the model has 1 output. Count from 0", () -> request.output(1));
            request.infer(); // none of this did harm
        }
    }

    @Test
    void memoryThatDoesNotFit() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(12, 4);
            assertThrows(
                    IllegalArgumentException.class, () -> Tensor.wrap(memory, ElementType.F32, 4));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Tensor.wrap(memory.asSlice(1), ElementType.F32, 2));
            assertThrows(
                    IllegalArgumentException.class, () -> Tensor.wrap(memory, ElementType.F32, -1));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Tensor.wrap(MemorySegment.ofArray(new float[3]), ElementType.F32, 3));
            assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[3], 2, 2));
            assertThrows(RuntimeFailure.class, () -> Tensor.allocate(ElementType.F32, 1L << 62, 4));
            try (CompiledModel compiled = relu("1,3");
                    InferRequest request = compiled.newRequest();
                    Tensor readOnly = Tensor.wrap(memory.asReadOnly(), ElementType.F32, 1, 3)) {
                assertThrows(IllegalArgumentException.class, () -> request.setOutput(readOnly));
            }
        }
    }
}
