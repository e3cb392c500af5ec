package org.tf2ov.ov.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tf2ov.ov.runtime.Preprocessing.Padding;
import org.tf2ov.ov.runtime.Preprocessing.Resize;
import org.tf2ov.problem.RuntimeFailure;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// A walk through the public API that calls every function of the C API, but for those with a
/// reason.
final class EveryFunctionTest {
    private static final Map<String, String> NOT_CALLED = reasons();

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        String wide = "the form of Windows, whose paths are of wide characters";
        reasons.put("ov_core_create_with_config_unicode", wide);
        reasons.put("ov_core_read_model_unicode", wide);
        reasons.put("ov_core_compile_model_from_file_unicode_props", wide);

        String value = "the structure is filled and read in Java, by OpenVino";
        reasons.put("ov_shape_create", value);
        reasons.put("ov_partial_shape_create", value);
        reasons.put("ov_partial_shape_create_dynamic", value);
        reasons.put("ov_partial_shape_create_static", value);
        reasons.put("ov_partial_shape_to_shape", value);
        reasons.put("ov_shape_to_partial_shape", value);
        reasons.put("ov_partial_shape_is_dynamic", value);
        reasons.put("ov_partial_shape_to_string", value);
        reasons.put("ov_dimension_is_dynamic", value);
        reasons.put("ov_rank_is_dynamic", value);
        reasons.put("ov_layout_to_string", value);
        reasons.put("ov_const_port_get_shape", "a partial shape tells as much, and doesn't fail");
        reasons.put("ov_tensor_get_size", "the product of the shape");

        String port =
                "ports are values in Java; the function of the same name by index does the same";
        for (String side : List.of("input", "output")) {
            reasons.put("ov_model_" + side, port);
            reasons.put("ov_model_" + side + "_by_index", port);
            reasons.put("ov_model_" + side + "_by_name", port);
            reasons.put("ov_model_const_" + side, port);
            reasons.put("ov_model_const_" + side + "_by_name", port);
            reasons.put("ov_compiled_model_" + side, port);
            reasons.put("ov_infer_request_set_" + side + "_tensor", port);
            reasons.put("ov_infer_request_get_" + side + "_tensor", port);
        }
        reasons.put("ov_port_get_shape", port);
        reasons.put("ov_output_port_free", port);
        reasons.put("ov_model_reshape_by_ports", port);
        reasons.put("ov_model_reshape_input_by_name", "ov_model_reshape takes any number of names");
        reasons.put("ov_infer_request_set_tensor", port);
        reasons.put("ov_infer_request_get_tensor", port);
        reasons.put("ov_infer_request_set_tensor_by_port", port);
        reasons.put("ov_infer_request_get_tensor_by_port", port);
        reasons.put("ov_infer_request_set_tensor_by_const_port", port);
        reasons.put("ov_infer_request_get_tensor_by_const_port", port);

        reasons.put("ov_infer_request_wait_for", "CompletableFuture.get takes a time limit");
        reasons.put("ov_shutdown", "would take plug-ins away from under objects that live");

        String device = "needs a GPU or an NPU; the CPU has no context";
        for (String function :
                List.of(
                        "ov_core_compile_model_with_context_props",
                        "ov_remote_context_create_tensor_props",
                        "ov_remote_context_create_host_tensor",
                        "ov_remote_context_get_device_name",
                        "ov_remote_context_get_params",
                        "ov_remote_context_free",
                        "ov_remote_tensor_get_params",
                        "ov_remote_tensor_get_device_name")) {
            reasons.put(function, device);
        }
        return reasons;
    }

    @TempDir Path folder;

    @Test
    void everyFunctionIsCalledOrHasAReason() throws IOException {
        core();
        models();
        requests();
        tensors();
        preprocessing();

        Set<String> all =
                Arrays.stream(CApi.class.getDeclaredMethods())
                        .map(Method::getName)
                        .filter(name ->
                                name.startsWith("ov_") && !name.startsWith("ov_property_key_"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(168, all.size());
        assertTrue(all.containsAll(NOT_CALLED.keySet()), "reasons for what there is not");
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(OpenVino.LINKED);
        missing.removeAll(NOT_CALLED.keySet());
        assertEquals(Set.of(), missing);
    }

    private void core() throws IOException {
        List<String> messages = new ArrayList<>();
        RuntimeLog.to(messages::add);
        RuntimeLog.off();
        RuntimeLog.toStandardOutput();
        assertTrue(Core.version().startsWith(RuntimeLibrary.VERSION));
        Path plugins = Files.writeString(folder.resolve("plugins.xml"), "<ie><plugins/></ie>");
        new Core(plugins).close();
        try (Core core = new Core()) {
            assertTrue(core.devices().size() > 0);
            assertTrue(core.pluginVersions("CPU").containsKey("CPU"));
            core.setProperties("CPU", Map.of(Properties.PERF_COUNT, "YES"));
            assertEquals("YES", core.property("CPU", Properties.PERF_COUNT));
            assertThrows(RuntimeFailure.class, () -> core.defaultContext("CPU"));
            assertThrows(RuntimeFailure.class, () -> core.createContext("CPU", Map.of()));
            Path library = Files.writeString(folder.resolve("extension.txt"), "no library");
            assertThrows(RuntimeFailure.class, () -> core.addExtension(library));
            assertEquals(
                    "reading a model from memory: the runtime answers invalid c input parameters",
                    assertThrows(RuntimeFailure.class, () -> core.readModel("")).getMessage());
        }
    }

    private void models() throws IOException {
        Path xml = Files.writeString(folder.resolve("Grüße.xml"), TinyModels.relu("?,3"));
        Path bin = Files.writeString(folder.resolve("other.bin"), "");
        try (Core core = new Core();
                Model model = core.readModel(xml);
                Model other = core.readModel(xml, bin);
                CompiledModel fromFile = core.compile(xml, "CPU", Map.of())) {
            assertEquals(model.inputs(), other.inputs());
            assertEquals(model.outputs(), fromFile.outputs());
            assertTrue(model.isDynamic());
            model.reshape(PartialShape.of(1, 3));
            model.reshape(Map.of(0, PartialShape.of(2, 3)));
            model.reshapeNamed(Map.of("x", PartialShape.of(4, 3)));
            assertEquals("relu", model.name());
            try (CompiledModel compiled = core.compile(model, "CPU");
                    Model runtime = compiled.runtimeModel()) {
                assertEquals(1, runtime.inputs().size());
                assertEquals(0, compiled.input("x:0").index());
                assertEquals(0, compiled.output("y").index());
                assertThrows(RuntimeFailure.class, () -> compiled.output("z"));
                assertThrows(RuntimeFailure.class, compiled::context);
                assertEquals("relu", compiled.property(Properties.NETWORK_NAME));
                assertThrows(
                        RuntimeFailure.class,
                        () -> compiled.setProperties(Map.of(Properties.NUM_STREAMS, "2")));
                Path blob = folder.resolve("relu.blob");
                compiled.export(blob);
                try (CompiledModel imported = core.importModel(blob, "CPU")) {
                    assertEquals(compiled.outputs(), imported.outputs());
                }
            }
        }
    }

    private static void requests() {
        try (Arena arena = Arena.ofConfined();
                Core core = new Core();
                Tensor weights = Tensor.wrap(arena.allocate(24, 4), ElementType.U8, 24);
                Model model = core.readModel(TinyModels.matMul(2, 3), weights);
                CompiledModel compiled = core.compile(model, "CPU");
                InferRequest request = compiled.newRequest();
                Tensor x = Tensor.allocate(ElementType.F32, 1, 2);
                Tensor y = Tensor.allocate(ElementType.F32, 1, 3)) {
            assertEquals(1, request.input().shape().length - 1);
            request.setInput(x);
            request.setOutput(y);
            request.infer();
            request.inferAsync().join();
            try (Tensor output = request.output()) {
                assertEquals(List.of(1L, 3L), Arrays.stream(output.shape()).boxed().toList());
            }
            request.cancel();
            assertEquals(
                    List.of(),
                    request.profile().stream().filter(time -> time.layer().isEmpty()).toList());
        }
    }

    private static void tensors() {
        try (Tensor tensor = Tensor.allocate(ElementType.F32, 2, 2);
                Tensor strings = Tensor.of(List.of("a"), 1)) {
            tensor.setShape(4);
            assertEquals(16, tensor.byteSize());
            strings.setStrings(List.of("b"));
        }
    }

    private static void preprocessing() {
        try (Core core = new Core();
                Tensor example = Tensor.allocate(ElementType.U8, 1, 8, 8, 3);
                Model model = core.readModel(TinyModels.relu("1,3,4,4"))) {
            new Preprocessing()
                    .input(
                            "x",
                            in ->
                                    in.element(ElementType.U8)
                                            .color(ColorFormat.BGR)
                                            .layout("NHWC")
                                            .size(8, 8)
                                            .convertElement(ElementType.F32)
                                            .convertColor(ColorFormat.RGB)
                                            .reverseChannels()
                                            .resize(Resize.LINEAR)
                                            .mean(1)
                                            .mean(1, 2, 3)
                                            .scale(1)
                                            .scale(1, 2, 3)
                                            .crop(new int[] {0, 0, 0, 0}, new int[] {1, 3, 3, 3})
                                            .pad(
                                                    new int[] {0, 1, 1, 0},
                                                    new int[] {0, 0, 0, 0},
                                                    0,
                                                    Padding.EDGE)
                                            .convertLayout("NCHW")
                                            .modelLayout("NCHW"))
                    .output("y", out -> out.element(ElementType.F16))
                    .applyTo(model);
            new Preprocessing()
                    .input(0, in -> in.like(example))
                    .input(in -> in.memoryType("CPU"))
                    .output(out -> {})
                    .output(0, out -> {})
                    .applyTo(model);
            try (Model planes = core.readModel(TinyModels.relu("1,4,4,3"))) {
                new Preprocessing()
                        .input(in ->
                                in.element(ElementType.U8)
                                        .color(ColorFormat.NV12_TWO_PLANES, "y", "uv")
                                        .convertColor(ColorFormat.RGB)
                                        .convertElement(ElementType.F32)
                                        .modelLayout("NHWC"))
                        .applyTo(planes);
                assertEquals(2, planes.inputs().size());
            }
        }
    }
}
