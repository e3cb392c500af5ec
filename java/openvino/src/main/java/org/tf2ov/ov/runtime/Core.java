package org.tf2ov.ov.runtime;

import static org.tf2ov.ov.runtime.OpenVino.check;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.RuntimeFailure;

/// The runtime and its devices. It reads models and compiles them; what it made lives on when it is
/// closed.
///
/// Any number of threads may use it. One per process is usual: each loads its own plug-ins.
public final class Core extends Handle {
    /// Finds the runtime, loads it if this is the first use in the process, and starts it.
    ///
    /// @throws RuntimeFailure if there is no runtime; it says where it was looked for
    public Core() {
        super(
                OpenVino.create("starting the OpenVINO runtime", CApi::ov_core_create),
                CApi::ov_core_free);
    }

    /// The same with the plug-ins that an XML file names instead of those beside the library.
    public Core(Path plugins) {
        super(
                OpenVino.createFrom(
                        "starting the OpenVINO runtime with " + plugins,
                        plugins,
                        CApi::ov_core_create_with_config,
                        CApi::ov_core_create_with_config_unicode),
                CApi::ov_core_free);
    }

    /// The version of the runtime: `2026.4.1-22982-0123456789a-releases/2026/4`.
    public static String version() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment version = arena.allocate(CApi.Layouts.ov_version_t);
            check(CApi.ov_get_openvino_version(version), "asking for the version");
            try {
                return OpenVino.string(
                        OpenVino.pointer(version, CApi.Layouts.ov_version_t, "buildNumber"));
            } finally {
                CApi.ov_version_free(version);
            }
        }
    }

    // Devices.

    /// The names of the devices of this machine, in the order of the runtime. The first question
    /// takes a while, since it looks for drivers.
    public List<String> deviceNames() {
        return get(core -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment list = arena.allocate(CApi.Layouts.ov_available_devices_t);
                check(CApi.ov_core_get_available_devices(core, list), "listing the devices");
                try {
                    long size = OpenVino.number(list, CApi.Layouts.ov_available_devices_t, "size");
                    return OpenVino.array(
                                    OpenVino.pointer(
                                            list, CApi.Layouts.ov_available_devices_t, "devices"),
                                    ValueLayout.ADDRESS,
                                    size)
                            .elements(ValueLayout.ADDRESS)
                            .map(device -> OpenVino.string(device.get(ValueLayout.ADDRESS, 0)))
                            .toList();
                } finally {
                    CApi.ov_available_devices_free(list);
                }
            }
        });
    }

    /// The devices of this machine.
    public List<Device> devices() {
        return deviceNames().stream()
                .map(name -> new Device(name, property(name, Properties.FULL_DEVICE_NAME)))
                .toList();
    }

    /// The version of the plug-in behind each device that `device` is made of: `CPU` and `HETERO`
    /// for `HETERO:CPU`.
    public Map<String, String> pluginVersions(String device) {
        return get(core -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment list = arena.allocate(CApi.Layouts.ov_core_version_list_t);
                check(
                        CApi.ov_core_get_versions_by_device_name(
                                core, arena.allocateFrom(device), list),
                        "asking for the version of " + device);
                try {
                    Map<String, String> versions = new LinkedHashMap<>();
                    long size = OpenVino.number(list, CApi.Layouts.ov_core_version_list_t, "size");
                    OpenVino.array(
                                    OpenVino.pointer(
                                            list, CApi.Layouts.ov_core_version_list_t, "versions"),
                                    CApi.Layouts.ov_core_version_t,
                                    size)
                            .elements(CApi.Layouts.ov_core_version_t)
                            .forEach(version ->
                                    versions.put(
                                            OpenVino.string(
                                                    OpenVino.pointer(
                                                            version,
                                                            CApi.Layouts.ov_core_version_t,
                                                            "device_name")),
                                            OpenVino.string(
                                                    version.get(
                                                            ValueLayout.ADDRESS,
                                                            OpenVino.offset(
                                                                    CApi.Layouts.ov_core_version_t,
                                                                    "version")))));
                    return versions;
                } finally {
                    CApi.ov_core_versions_free(list);
                }
            }
        });
    }

    // Properties.

    /// The value of a property of a device, as text.
    public String property(String device, String key) {
        return get(core -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment name = OpenVino.string(arena, device);
                MemorySegment property = OpenVino.string(arena, key);
                return onDevice(
                        device,
                        () ->
                                OpenVino.string(
                                        "asking " + device + " for " + key,
                                        out ->
                                                CApi.ov_core_get_property(
                                                        core, name, property, out)));
            }
        });
    }

    /// Sets properties of a device for all models that are compiled from now on.
    public void setProperties(String device, Map<String, String> properties) {
        use(core -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment name = OpenVino.string(arena, device);
                MemorySegment array = OpenVino.properties(arena, properties);
                onDevice(
                        device,
                        () -> {
                            check(
                                    CApi.ov_core_set_properties(
                                            core, name, properties.size(), array),
                                    "setting " + properties + " on " + device);
                            return null;
                        });
            }
        });
    }

    // Models.

    /// Reads an IR with the weights in the `.bin` of the same name beside it, or a model of another
    /// format that the runtime knows.
    public Model readModel(Path file) {
        requireFile(file);
        return new Model(
                get(core ->
                        OpenVino.createFrom(
                                "reading " + file,
                                file,
                                (path, out) ->
                                        CApi.ov_core_read_model(
                                                core, path, MemorySegment.NULL, out),
                                (path, out) ->
                                        CApi.ov_core_read_model_unicode(
                                                core, path, MemorySegment.NULL, out))),
                Optional.empty());
    }

    /// Reads an IR whose weights are in a file of another name.
    public Model readModel(Path xml, Path bin) {
        requireFile(xml);
        requireFile(bin);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment weights = OpenVino.path(arena, bin);
            return new Model(
                    get(core ->
                            OpenVino.createFrom(
                                    "reading " + xml,
                                    xml,
                                    (path, out) ->
                                            CApi.ov_core_read_model(core, path, weights, out),
                                    (path, out) ->
                                            CApi.ov_core_read_model_unicode(
                                                    core, path, weights, out))),
                    Optional.empty());
        }
    }

    /// Reads an IR without constants.
    public Model readModel(String xml) {
        return readModel(xml, Optional.empty());
    }

    /// Reads an IR whose weights are in memory. They are not copied: their memory must stay until
    /// the model, what was compiled from it, and its requests are closed.
    public Model readModel(String xml, Tensor weights) {
        return readModel(xml, Optional.of(weights));
    }

    private Model readModel(String xml, Optional<Tensor> weights) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(xml);
            return readModel(
                    text.asSlice(0, text.byteSize() - 1), weights); // without the zero at its end
        }
    }

    /// The same with the text as UTF-8 bytes in native memory, which are needed during this call
    /// only.
    public Model readModel(MemorySegment xml, Tensor weights) {
        return readModel(xml, Optional.of(weights));
    }

    private Model readModel(MemorySegment xml, Optional<Tensor> weights) {
        String doing = "reading a model from memory";
        return new Model(
                get(core ->
                        weights.isEmpty() || weights.get().byteSize() == 0
                                ? OpenVino.create(
                                        doing,
                                        out ->
                                                CApi.ov_core_read_model_from_memory_buffer(
                                                        core,
                                                        xml,
                                                        xml.byteSize(),
                                                        MemorySegment.NULL,
                                                        out))
                                : weights.get()
                                        .get(tensor ->
                                                OpenVino.create(
                                                        doing,
                                                        out ->
                                                                CApi
                                                                        .ov_core_read_model_from_memory_buffer(
                                                                                core,
                                                                                xml,
                                                                                xml.byteSize(),
                                                                                tensor,
                                                                                out)))),
                weights);
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MalformedInputException(
                    file.toString(),
                    Files.isDirectory(file) ? "a folder, not a file" : "no such file");
        }
    }

    /// Compiles a model for a device: `CPU`, `GPU`, `NPU`, `AUTO:GPU,CPU`, ….
    public CompiledModel compile(Model model, String device) {
        return compile(model, device, Map.of());
    }

    /// Compiles a model for a device with properties of its own; [Properties] has their names.
    public CompiledModel compile(Model model, String device, Map<String, String> properties) {
        return new CompiledModel(
                get(core ->
                        model.get(read -> {
                            try (Arena arena = Arena.ofConfined()) {
                                MemorySegment name = OpenVino.string(arena, device);
                                MemorySegment array = OpenVino.properties(arena, properties);
                                return onDevice(
                                        device,
                                        () ->
                                                OpenVino.create(
                                                        "compiling for " + device,
                                                        out ->
                                                                CApi.ov_core_compile_model_props(
                                                                        core,
                                                                        read,
                                                                        name,
                                                                        properties.size(),
                                                                        array,
                                                                        out)));
                            }
                        })),
                model.weights());
    }

    /// Reads and compiles in one go, which skips the reading when the model cache has the result.
    public CompiledModel compile(Path file, String device, Map<String, String> properties) {
        requireFile(file);
        return new CompiledModel(
                get(core -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment name = OpenVino.string(arena, device);
                        MemorySegment array = OpenVino.properties(arena, properties);
                        return onDevice(
                                device,
                                () ->
                                        OpenVino.createFrom(
                                                "compiling " + file + " for " + device,
                                                file,
                                                (path, out) ->
                                                        CApi.ov_core_compile_model_from_file_props(
                                                                core,
                                                                path,
                                                                name,
                                                                properties.size(),
                                                                array,
                                                                out),
                                                (path, out) ->
                                                        CApi
                                                                .ov_core_compile_model_from_file_unicode_props(
                                                                        core,
                                                                        path,
                                                                        name,
                                                                        properties.size(),
                                                                        array,
                                                                        out)));
                    }
                }),
                Optional.empty());
    }

    /// Brings back what [CompiledModel#export] wrote, for the same device and version.
    public CompiledModel importModel(Path file, String device) {
        requireFile(file);
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file)) {
            return importModel(
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), device);
        } catch (IOException e) {
            throw new MalformedInputException(file.toString(), "cannot be read", e);
        }
    }

    /// The same from native memory, which is needed during this call only.
    public CompiledModel importModel(MemorySegment exported, String device) {
        return new CompiledModel(
                get(core -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment name = OpenVino.string(arena, device);
                        return onDevice(
                                device,
                                () ->
                                        OpenVino.create(
                                                "importing a model for " + device,
                                                out ->
                                                        CApi.ov_core_import_model(
                                                                core,
                                                                exported,
                                                                exported.byteSize(),
                                                                name,
                                                                out)));
                    }
                }),
                Optional.empty());
    }

    // Devices that share memory with other libraries.

    /// The context that a device uses by itself.
    public RemoteContext defaultContext(String device) {
        return new RemoteContext(
                get(core -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment name = OpenVino.string(arena, device);
                        return onDevice(
                                device,
                                () ->
                                        OpenVino.create(
                                                "asking for the context of " + device,
                                                out ->
                                                        CApi.ov_core_get_default_context(
                                                                core, name, out)));
                    }
                }));
    }

    /// A context of a device around objects of OpenCL, VA-API or Direct3D.
    ///
    /// @param properties texts, and handles as `MemorySegment`
    public RemoteContext createContext(String device, Map<String, ?> properties) {
        return new RemoteContext(
                get(core -> {
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment name = OpenVino.string(arena, device);
                        MemorySegment array = OpenVino.properties(arena, properties);
                        return onDevice(
                                device,
                                () ->
                                        OpenVino.create(
                                                "making a context of " + device,
                                                out ->
                                                        CApi.ov_core_create_context_props(
                                                                core,
                                                                name,
                                                                properties.size(),
                                                                array,
                                                                out)));
                    }
                }));
    }

    /// Compiles a model for the device of a context, whose tensors it can take.
    public CompiledModel compile(
            Model model, RemoteContext context, Map<String, String> properties) {
        return new CompiledModel(
                get(core ->
                        model.get(read ->
                                context.get(remote -> {
                                    try (Arena arena = Arena.ofConfined()) {
                                        MemorySegment array =
                                                OpenVino.properties(arena, properties);
                                        return OpenVino.create(
                                                "compiling for a context",
                                                out ->
                                                        CApi
                                                                .ov_core_compile_model_with_context_props(
                                                                        core,
                                                                        read,
                                                                        remote,
                                                                        properties.size(),
                                                                        array,
                                                                        out));
                                    }
                                }))),
                model.weights());
    }

    /// Adds a library of operations that the runtime doesn't have.
    public void addExtension(Path library) {
        requireFile(library);
        use(core -> {
            try (Arena arena = Arena.ofConfined()) {
                check(
                        CApi.ov_core_add_extension(
                                core, OpenVino.string(arena, library.toString())),
                        "adding " + library);
            }
        });
    }

    /// Something done with a device; when it fails because the device isn't there, says that.
    private <T> T onDevice(String device, Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeFailure failure) {
            Optional<String> missing = Device.whyMissing(device, deviceNames());
            if (missing.isEmpty()) {
                throw failure;
            }
            String where = failure.problems().getFirst().where().orElse(device);
            String said = failure.problems().getFirst().what();
            // A driver that isn't installed is worth telling, an unknown name was told.
            String why = said.contains("Cannot load library") ? " (" + said + ")" : "";
            throw new RuntimeFailure(where, missing.get() + why, failure);
        }
    }
}
