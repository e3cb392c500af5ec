package org.tf2ov.tests;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfNode;

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
                Optional<TfNode> node = graph == null ? Optional.empty() : graph.node(name);
                // An input that no output needs is not in the graph.
                options =
                        node.isEmpty()
                                ? options.withInput(name)
                                : options.withInputShape(
                                        name,
                                        test.bounds(
                                                input,
                                                node.get().shape("shape", PartialShape.DYNAMIC)));
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
        try (Arena arena = Arena.ofShared();
                RunningIr running = new RunningIr(core, ir, RunningIr.weights(ir, arena))) {
            for (Json input : test.inputs()) {
                Tensor tensor = tensor(test, input);
                int index = inputs.indexOf(input.at("name").text());
                if (index >= 0) {
                    running.setInput(index, tensor);
                } else { // inputs that the outputs do not need are no inputs of the IR
                    tensor.close();
                }
            }
            running.infer();
            return running.outputs(
                    test.outputs().size(),
                    (i, output) -> compare(test, test.outputs().get(i), output));
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

    private static Optional<String> compareStrings(
            String name, OpCase.Strings expected, Tensor actual) {
        List<String> strings = actual.toStrings();
        return Difference.ofShape(name, expected.shape(), actual)
                .or(() ->
                        strings.equals(expected.values())
                                ? Optional.empty()
                                : Optional.of(
                                        name + " is " + strings + ", not " + expected.values()));
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
        Optional<String> otherType = Difference.ofType(name, type, actual);
        if (otherType.isPresent()) {
            return otherType;
        }
        if (type == ElementType.STRING) {
            return compareStrings(name, test.strings(output), actual);
        }
        Npy expected = test.values(output);
        long[] shape = shapeOf(output, expected);
        if (test.comparesOnlyShapes()) {
            return Difference.ofShape(name, shape, actual);
        }
        boolean exact = !type.isFloat() && !test.description().has("tolerance");
        return new Difference(exact ? 0 : test.tolerance(), 1)
                .between(name, expected.data(), type, shape, actual);
    }
}
