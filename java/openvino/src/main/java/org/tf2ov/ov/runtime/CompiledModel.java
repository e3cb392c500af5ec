package org.tf2ov.ov.runtime;

import static org.tf2ov.ov.runtime.OpenVino.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.problem.RuntimeFailure;

/// A model compiled for one device. Any number of threads may use it.
public final class CompiledModel extends Handle {
    private final Optional<Tensor> weights;
    private final List<Port> inputs;
    private final List<Port> outputs;

    CompiledModel(MemorySegment address, Optional<Tensor> weights) {
        super(address, CApi::ov_compiled_model_free);
        this.weights = weights;
        this.inputs =
                get(model ->
                        Model.ports(
                                OpenVino.size(
                                        "counting the inputs",
                                        out -> CApi.ov_compiled_model_inputs_size(model, out)),
                                index ->
                                        OpenVino.create(
                                                "asking for input " + index,
                                                out ->
                                                        CApi.ov_compiled_model_input_by_index(
                                                                model, index, out))));
        this.outputs =
                get(model ->
                        Model.ports(
                                OpenVino.size(
                                        "counting the outputs",
                                        out -> CApi.ov_compiled_model_outputs_size(model, out)),
                                index ->
                                        OpenVino.create(
                                                "asking for output " + index,
                                                out ->
                                                        CApi.ov_compiled_model_output_by_index(
                                                                model, index, out))));
    }

    Optional<Tensor> weights() {
        return weights;
    }

    public List<Port> inputs() {
        return inputs;
    }

    public List<Port> outputs() {
        return outputs;
    }

    /// A new request; requests of one model run independently of each other.
    public InferRequest newRequest() {
        return new InferRequest(
                get(model ->
                        OpenVino.create(
                                "making a request",
                                out -> CApi.ov_compiled_model_create_infer_request(model, out))),
                this);
    }

    /// The input that has this name among its names.
    ///
    /// @throws RuntimeFailure if there is none; it lists those that are there
    public Port input(String name) {
        return named(inputs, name)
                .or(() -> find(name, inputs, CApi::ov_compiled_model_input_by_name))
                .orElseThrow(() -> missing("input", name, inputs));
    }

    /// The output that has this name among its names.
    ///
    /// @throws RuntimeFailure if there is none; it lists those that are there
    public Port output(String name) {
        return named(outputs, name)
                .or(() -> find(name, outputs, CApi::ov_compiled_model_output_by_name))
                .orElseThrow(() -> missing("output", name, outputs));
    }

    private static Optional<Port> named(List<Port> ports, String name) {
        return ports.stream()
                .filter(port -> port.name().filter(name::equals).isPresent())
                .findFirst();
    }

    private interface Find {
        int port(MemorySegment model, MemorySegment name, MemorySegment out);
    }

    /// A port can have more names than the one that is known here; the runtime knows them all.
    private Optional<Port> find(String name, List<Port> ports, Find find) {
        return get(model -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment text = OpenVino.string(arena, name);
                return OpenVino.optional(out -> find.port(model, text, out))
                        .map(port -> Port.read(-1, port))
                        .flatMap(Port::name)
                        .flatMap(known -> named(ports, known));
            }
        });
    }

    private static RuntimeFailure missing(String kind, String name, List<Port> ports) {
        return new RuntimeFailure(
                kind + " '" + name + "'",
                "the model has none of that name, it has "
                        + String.join(", ", ports.stream().map(Port::toString).toList()));
    }

    /// The value of a property, as text.
    public String property(String key) {
        return get(model -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment property = OpenVino.string(arena, key);
                return OpenVino.string(
                        "asking for " + key,
                        out -> CApi.ov_compiled_model_get_property(model, property, out));
            }
        });
    }

    public void setProperties(Map<String, String> properties) {
        use(model -> {
            try (Arena arena = Arena.ofConfined()) {
                check(
                        CApi.ov_compiled_model_set_properties(
                                model, properties.size(), OpenVino.properties(arena, properties)),
                        "setting " + properties);
            }
        });
    }

    /// Writes what [Core#importModel] brings back.
    public void export(Path file) {
        use(model -> {
            try (Arena arena = Arena.ofConfined()) {
                check(
                        CApi.ov_compiled_model_export_model(
                                model, OpenVino.string(arena, file.toString())),
                        "exporting to " + file);
            }
        });
    }

    /// The graph that the device really runs.
    public Model runtimeModel() {
        return new Model(
                get(model ->
                        OpenVino.create(
                                "asking for the model that runs",
                                out -> CApi.ov_compiled_model_get_runtime_model(model, out))),
                weights);
    }

    /// The context of the device that it was compiled for.
    public RemoteContext context() {
        return new RemoteContext(
                get(model ->
                        OpenVino.create(
                                "asking for the context",
                                out -> CApi.ov_compiled_model_get_context(model, out))));
    }
}
