package org.tf2ov.tests;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Properties;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.TfGraph;

/// Runs conformance cases: converts the graph, runs it, and compares values, types and shapes with
/// TensorFlow's.
final class OpConformance implements AutoCloseable {
    /// What became of a case.
    sealed interface Outcome {}

    record Passed() implements Outcome {}

    /// The converter said in its own words that it does not translate this.
    record Refused(String why) implements Outcome {}

    record Failed(String why) implements Outcome {}

    private final Core core = new Core();
    private final Path folder;

    OpConformance(Path folder) {
        this.folder = folder;
    }

    @Override
    public void close() {
        core.close();
    }

    Outcome run(OpCase test) {
        try {
            Path model = folder.resolve("model.pb");
            Files.write(model, test.model());
            ConvertOptions options =
                    ConvertOptions.DEFAULT
                            .withChannelsFirst(false)
                            .withOutputs(
                                    test.outputs().stream()
                                            .map(output -> output.at("name").text())
                                            .toList());
            TfGraph graph = test.isBounded() ? ModelReader.read(model).graph() : null;
            for (Json input : test.inputs()) {
                String name = input.at("name").text();
                options =
                        graph == null
                                ? options.withInput(name)
                                : options.withInputShape(
                                        name,
                                        test.bounds(
                                                input,
                                                graph.node(name)
                                                        .orElseThrow()
                                                        .shape("shape", PartialShape.DYNAMIC)));
            }
            Conversion conversion;
            try {
                conversion = Converter.convert(model, options);
            } catch (UnsupportedModelException e) {
                boolean mistake =
                        e.problems().stream().anyMatch(problem -> problem.code() == Code.INTERNAL);
                return mistake ? new Failed(e.getMessage()) : new Refused(e.getMessage());
            }
            return run(test, conversion).<Outcome>map(Failed::new).orElseGet(Passed::new);
        } catch (Tf2ovException | IOException | XMLStreamException e) {
            return new Failed(e.getMessage());
        } catch (RuntimeException | AssertionError e) {
            StackTraceElement[] stack = e.getStackTrace();
            return new Failed(e + (stack.length == 0 ? "" : " at " + stack[0]));
        }
    }

    private Optional<String> run(OpCase test, Conversion conversion) throws XMLStreamException {
        Ir ir = conversion.ir("case");
        List<String> inputs =
                conversion.graph().parameters().stream().map(input -> input.node().name()).toList();
        List<AutoCloseable> open = new ArrayList<>();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(Math.max(ir.weightsSize(), 1), 64);
            ir.writeWeights(memory);
            try (Tensor weights =
                            Tensor.wrap(memory, ElementType.U8, Math.max(ir.weightsSize(), 1));
                    Model model = core.readModel(ir.xml(), weights);
                    CompiledModel compiled =
                            core.compile(
                                    model,
                                    "CPU",
                                    Map.of(
                                            Properties.INFERENCE_PRECISION_HINT,
                                            "f32",
                                            Properties.INFERENCE_NUM_THREADS,
                                            "1"));
                    InferRequest request = compiled.newRequest()) {
                InferredTypes.assertEqualToRuntime(core, ir, weights);
                for (Json input : test.inputs()) {
                    Tensor tensor = tensor(test, input);
                    open.add(tensor);
                    // Inputs that the outputs do not need are no inputs of the IR.
                    int index = inputs.indexOf(input.at("name").text());
                    if (index >= 0) {
                        request.setInput(index, tensor);
                    }
                }
                request.infer();
                for (int i = 0; i < test.outputs().size(); i++) {
                    try (Tensor output = request.output(i)) {
                        Optional<String> difference = compare(test, test.outputs().get(i), output);
                        if (difference.isPresent()) {
                            return difference;
                        }
                    }
                }
                return Optional.empty();
            } finally {
                for (AutoCloseable each : open) {
                    ((Tensor) each).close();
                }
            }
        }
    }

    private static Tensor tensor(OpCase test, Json input) {
        if (type(input) == ElementType.STRING) {
            OpCase.Strings strings = test.strings(input);
            return Tensor.of(strings.values(), strings.shape());
        }
        Npy values = test.values(input);
        Tensor tensor = Tensor.allocate(type(input), shapeOf(input, values));
        tensor.data().copyFrom(values.data());
        return tensor;
    }

    private static Optional<String> compareStrings(OpCase test, Json output, Tensor actual) {
        OpCase.Strings expected = test.strings(output);
        if (!Arrays.equals(actual.shape(), expected.shape())) {
            return Optional.of(
                    "strings of shape "
                            + Arrays.toString(actual.shape())
                            + ", not "
                            + Arrays.toString(expected.shape()));
        }
        List<String> strings = actual.toStrings();
        return strings.equals(expected.values())
                ? Optional.empty()
                : Optional.of("the strings are " + strings + ", not " + expected.values());
    }

    private static ElementType type(Json inputOrOutput) {
        String word = inputOrOutput.at("type").text();
        return switch (word) {
            case "bool" -> ElementType.BOOLEAN;
            // A complex number is two real ones, along a last dimension.
            case "c64" -> ElementType.F32;
            case "c128" -> ElementType.F64;
            default -> ElementType.ofIrName(word).orElseThrow();
        };
    }

    private static long[] shapeOf(Json inputOrOutput, Npy values) {
        if (!inputOrOutput.at("type").text().startsWith("c")) {
            return values.shape();
        }
        long[] shape = Arrays.copyOf(values.shape(), values.shape().length + 1);
        shape[shape.length - 1] = 2;
        return shape;
    }

    private static Optional<String> compare(OpCase test, Json output, Tensor actual) {
        String name = output.at("name").text();
        ElementType type = type(output);
        if (actual.elementType() != type) {
            return Optional.of(name + " is " + actual.elementType() + ", not " + type);
        }
        if (type == ElementType.STRING) {
            return compareStrings(test, output, actual);
        }
        Npy expected = test.values(output);
        long[] shape = shapeOf(output, expected);
        if (!Arrays.equals(actual.shape(), shape)) {
            return Optional.of(
                    name
                            + " has shape "
                            + Arrays.toString(actual.shape())
                            + ", not "
                            + Arrays.toString(shape));
        }
        if (test.comparesOnlyShapes()) {
            return Optional.empty();
        }
        MemorySegment data = actual.data();
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        boolean exact = !type.isFloat() && !test.description().has("tolerance");
        for (long i = 0; i < count; i++) {
            boolean equal =
                    exact
                            ? Elements.whole(data, type, i)
                                    == Elements.whole(expected.data(), type, i)
                            : isNear(
                                    Elements.real(data, type, i),
                                    Elements.real(expected.data(), type, i),
                                    test.tolerance());
            if (!equal) {
                return Optional.of(
                        name
                                + " element "
                                + i
                                + " is "
                                + Elements.real(data, type, i)
                                + ", not "
                                + Elements.real(expected.data(), type, i));
            }
        }
        return Optional.empty();
    }

    private static boolean isNear(double actual, double expected, double tolerance) {
        return actual == expected
                || Double.isNaN(actual) && Double.isNaN(expected)
                || Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
    }
}
