package org.tf2ov.ov.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.tensor.ElementType;

/// Memory on a device, shared with other libraries: OpenCL, VA-API, Direct3D. GPU and NPU have one.
///
/// Any number of threads may use it.
public final class RemoteContext extends Handle {
    RemoteContext(MemorySegment address) {
        super(address, CApi::ov_remote_context_free);
    }

    /// The device that it belongs to: `GPU.0`.
    public String device() {
        return get(context ->
                OpenVino.string(
                        "asking a context for its device",
                        out -> CApi.ov_remote_context_get_device_name(context, out)));
    }

    /// What the device tells about it, such as the handle of its OpenCL context.
    public Map<String, String> parameters() {
        return get(context ->
                parameters((size, out) -> CApi.ov_remote_context_get_params(context, size, out)));
    }

    /// A tensor in memory of the device, around a buffer of another library or of its own.
    ///
    /// @param properties texts, and handles as `MemorySegment`; none for a buffer of its own
    public Tensor createTensor(ElementType element, Map<String, ?> properties, long... shape) {
        return new Tensor(
                get(context -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment dims = OpenVino.shape(arena, shape);
                        MemorySegment array = OpenVino.properties(arena, properties);
                        return OpenVino.create(
                                "making a tensor on the device",
                                out ->
                                        CApi.ov_remote_context_create_tensor_props(
                                                context,
                                                OpenVino.code(element),
                                                dims,
                                                properties.size(),
                                                array,
                                                out));
                    }
                }));
    }

    /// A tensor in memory of this machine from which the device copies fastest.
    public Tensor createHostTensor(ElementType element, long... shape) {
        return new Tensor(
                get(context -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment dims = OpenVino.shape(arena, shape);
                        return OpenVino.create(
                                "making a tensor for the device",
                                out ->
                                        CApi.ov_remote_context_create_host_tensor(
                                                context, OpenVino.code(element), dims, out));
                    }
                }));
    }

    /// The device that holds a tensor made by [#createTensor].
    public static String deviceOf(Tensor remote) {
        return remote.get(tensor ->
                OpenVino.string(
                        "asking a tensor for its device",
                        out -> CApi.ov_remote_tensor_get_device_name(tensor, out)));
    }

    /// What the device tells about a tensor made by [#createTensor], such as the handle of its
    /// buffer.
    public static Map<String, String> parametersOf(Tensor remote) {
        return remote.get(tensor ->
                parameters((size, out) -> CApi.ov_remote_tensor_get_params(tensor, size, out)));
    }

    private interface Query {
        int call(MemorySegment size, MemorySegment out);
    }

    /// The library answers with one text of names and values in turns, with spaces between.
    private static Map<String, String> parameters(Query query) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(ValueLayout.JAVA_LONG);
            String text = OpenVino.string("asking for parameters", out -> query.call(size, out));
            List<String> words =
                    text.lines()
                            .flatMap(line -> List.of(line.strip().split("\\s+")).stream())
                            .toList();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i + 1 < words.size(); i += 2) {
                parameters.put(words.get(i), words.get(i + 1));
            }
            return parameters;
        }
    }
}
