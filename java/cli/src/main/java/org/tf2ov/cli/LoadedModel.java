package org.tf2ov.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.convert.Conversion;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Port;
import org.tf2ov.ov.runtime.Properties;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.ElementType;

/// A model on a device, ready to answer.
final class LoadedModel implements AutoCloseable {
    private final Arena weights;
    private final Core core;
    private final CompiledModel compiled;
    private final InferRequest request;
    private final List<Port> inputs;
    private final List<Port> outputs;

    private LoadedModel(
            Arena weights, Core core, CompiledModel compiled, Optional<PortNames> names) {
        this.weights = weights;
        this.core = core;
        this.compiled = compiled;
        this.request = compiled.newRequest();
        this.inputs = named(compiled.inputs(), names.map(PortNames::inputs));
        this.outputs = named(compiled.outputs(), names.map(PortNames::outputs));
    }

    /// Whether a file holds IR: by its name, or by how it begins.
    static boolean isIr(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1).strip();
            return start.startsWith("<?xml") || start.startsWith("<net");
        } catch (IOException _) {
            return false; // the reader of the other kind says why
        }
    }

    /// Loads an IR from its files.
    static LoadedModel ofFile(Path xml, InferenceOptions options) {
        return ofFile(xml, options, Optional.empty());
    }

    /// The same when it is known what people call its inputs and outputs.
    @SuppressWarnings("MustBeClosedChecker") // close() closes the arena
    static LoadedModel ofFile(Path xml, InferenceOptions options, Optional<PortNames> names) {
        Core core = core(options);
        Arena weights = Arena.ofShared();
        try (Model model = core.readModel(xml)) {
            return compile(weights, core, model, options.device(), names);
        } catch (Throwable e) {
            core.close();
            weights.close();
            throw e;
        }
    }

    /// Loads a model that was just converted, without files. Its weights are evaluated into native
    /// memory, from which the device takes them.
    @SuppressWarnings("MustBeClosedChecker") // close() closes the arena
    static LoadedModel of(Conversion conversion, InferenceOptions options) {
        Ir ir = conversion.ir("model");
        Arena weights = Arena.ofShared();
        MemorySegment room = weights.allocate(Math.max(1, ir.weightsSize()), 64);
        ir.writeWeights(room.asSlice(0, ir.weightsSize()));
        Core core = core(options);
        try (Tensor tensor = Tensor.wrap(room, ElementType.U8, room.byteSize());
                Model model = core.readModel(ir.xml(), tensor)) {
            return compile(
                    weights, core, model, options.device(), Optional.of(PortNames.of(conversion)));
        } catch (Throwable e) {
            core.close();
            weights.close();
            throw e;
        }
    }

    private static Core core(InferenceOptions options) {
        Core core = new Core();
        try {
            options.libraries().forEach(core::addExtension);
            return core;
        } catch (Throwable e) {
            core.close();
            throw e;
        }
    }

    private static LoadedModel compile(
            Arena weights, Core core, Model model, String device, Optional<PortNames> names) {
        // People compare answers with TensorFlow's, so the numbers of the model are kept; CPUs with
        // AMX would compute in bf16.
        Map<String, String> properties =
                device.equals("CPU")
                        ? Map.of(Properties.INFERENCE_PRECISION_HINT, "f32")
                        : Map.of();
        return new LoadedModel(weights, core, core.compile(model, device, properties), names);
    }

    private static List<Port> named(List<Port> ports, Optional<List<String>> names) {
        return ports.stream()
                .map(port ->
                        new Port(
                                port.index(),
                                names.map(all -> all.get(port.index())).or(port::name),
                                port.type()))
                .toList();
    }

    List<Port> inputs() {
        return inputs;
    }

    List<Port> outputs() {
        return outputs;
    }

    /// The input that is called `name`, by any of its names.
    Port input(String name) {
        return inputs.get(compiled.input(name).index());
    }

    /// The output that is called `name`, by any of its names.
    Port output(String name) {
        return outputs.get(compiled.output(name).index());
    }

    /// How people call a port.
    static String nameOf(Port port) {
        return port.name().orElse(Integer.toString(port.index()));
    }

    /// The answer, one tensor an output.
    ///
    /// @param given one tensor an input, of the type and a shape that the input takes
    List<HostTensor> infer(List<HostTensor> given) {
        List<Tensor> tensors = new ArrayList<>();
        try {
            for (int i = 0; i < given.size(); i++) {
                HostTensor host = given.get(i);
                Tensor tensor = Tensor.allocate(host.element(), host.shape());
                tensors.add(tensor);
                tensor.data().copyFrom(host.data());
                request.setInput(i, tensor);
            }
            request.infer();
            List<HostTensor> answers = new ArrayList<>();
            for (Port port : outputs()) {
                answers.add(copy(port, request.output(port.index())));
            }
            return answers;
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    private static HostTensor copy(Port port, Tensor output) {
        if (!output.elementType().isWholeBytes()) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.NOT_SUPPORTED,
                            "output '" + nameOf(port) + "'",
                            "elements of the type " + output.elementType() + " cannot be shown",
                            "Choose other outputs by --output."));
        }
        HostTensor answer = HostTensor.allocate(output.type());
        answer.data().copyFrom(output.data());
        return answer;
    }

    @Override
    public void close() {
        request.close();
        compiled.close();
        core.close();
        weights.close();
    }
}
