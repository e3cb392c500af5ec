package org.tf2ov.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLStreamException;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.ov.ir.Ir;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.problem.UnsupportedModelException;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Elements;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfEdge;

/// Runs Keras models on the whole path from the file to the runtime, in a process of its own: where
/// the runtime takes the process down, that is one failed case.
final class KerasConformance implements AutoCloseable {
    private final Core core = new Core();

    /// The last model that was right, so that the same IR from another format need not run again.
    private String lastModel = "";

    private String lastXml = "";

    private byte[] lastWeights = {};

    @Override
    public void close() {
        core.close();
    }

    /// Converts a model and runs it, unless it is the same model as the one before in another
    /// format, that one was right, and both give the same IR.
    ///
    /// @param model which model it is, whatever its format
    /// @param tolerance what an element may differ by, as a part of itself
    /// @param scale what takes the place of elements that are smaller
    /// @return how the outputs differ from what is expected
    Optional<String> run(
            String model,
            Path file,
            List<Npy> inputs,
            List<Npy> outputs,
            List<String> names,
            double tolerance,
            double scale)
            throws XMLStreamException {
        FrozenModel frozen = ModelReader.read(file);
        Signature signature = frozen.signature().orElseThrow();
        if (!List.copyOf(signature.outputs().keySet()).equals(names)) {
            return Optional.of(
                    "the outputs are " + signature.outputs().keySet() + ", not " + names);
        }
        ConvertOptions options =
                ConvertOptions.DEFAULT
                        .withChannelsFirst(false)
                        .withOutputs(
                                signature.outputs().values().stream()
                                        .map(Signature.Port::tensor)
                                        .toList());
        Conversion conversion = Converter.convert(frozen.graph(), options);
        Ir ir = conversion.ir("case");
        List<String> parameters =
                conversion.graph().parameters().stream().map(input -> input.node().name()).toList();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = RunningIr.weights(ir, arena);
            byte[] bytes = memory.asSlice(0, ir.weightsSize()).toArray(ValueLayout.JAVA_BYTE);
            if (model.equals(lastModel)
                    && ir.xml().equals(lastXml)
                    && Arrays.equals(bytes, lastWeights)) {
                return Optional.empty();
            }
            lastModel = "";
            try (RunningIr running = new RunningIr(core, ir, memory)) {
                List<Signature.Port> ports = List.copyOf(signature.inputs().values());
                for (int i = 0; i < inputs.size(); i++) {
                    int index = parameters.indexOf(TfEdge.parse(ports.get(i).tensor()).node());
                    if (index >= 0) { // inputs that the outputs do not need are no inputs of the IR
                        ElementType type = ports.get(i).type().element().orElseThrow();
                        running.setInput(index, tensor(type, inputs.get(i)));
                    }
                }
                running.infer();
                Optional<String> difference =
                        running.outputs(
                                outputs.size(),
                                (i, output) ->
                                        compare(
                                                names.get(i),
                                                outputs.get(i),
                                                output,
                                                tolerance,
                                                scale));
                if (difference.isEmpty()) {
                    lastModel = model;
                    lastXml = ir.xml();
                    lastWeights = bytes;
                }
                return difference;
            }
        }
    }

    /// NumPy has no bfloat16; such inputs are kept as float.
    private static Tensor tensor(ElementType type, Npy values) {
        Tensor tensor = Tensor.allocate(type, values.shape());
        if (type != ElementType.BF16) {
            tensor.data().copyFrom(values.data());
            return tensor;
        }
        for (long i = 0; i < values.count(); i++) {
            Elements.setReal(
                    tensor.data(), type, i, Elements.real(values.data(), ElementType.F32, i));
        }
        return tensor;
    }

    private static Optional<String> compare(
            String name, Npy expected, Tensor actual, double tolerance, double scale) {
        ElementType type = expected.elementType();
        boolean keptAsFloat = type == ElementType.F32 && actual.elementType() == ElementType.BF16;
        return (keptAsFloat ? Optional.<String>empty() : Difference.ofType(name, type, actual))
                .or(() ->
                        new Difference(type.isFloat() ? tolerance : 0, scale)
                                .between(name, expected, actual));
    }

    // The process

    /// Runs all cases of these groups.
    ///
    /// @param outcomes is told each case and `passed`, `refused …` or `failed …`
    static void run(List<String> groups, BiConsumer<String, String> outcomes)
            throws IOException, InterruptedException {
        String behind = "";
        while (true) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-XX:+UseSerialGC",
                                    "-Xmx2g",
                                    "-XX:ErrorFile=target/hs_err_keras.log",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    KerasConformance.class.getName(),
                                    behind));
            command.addAll(groups);
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(Path.of("target/keras-worker.log").toFile())
                            .start();
            String running = "";
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("running ")) {
                        running = line.substring("running ".length());
                    } else if (line.startsWith("outcome ")) {
                        outcomes.accept(running, line.substring("outcome ".length()));
                        behind = running;
                        running = "";
                    }
                }
            }
            int code = process.waitFor();
            if (running.isEmpty()) {
                if (code != 0) {
                    throw new IOException("the worker failed: see target/keras-worker.log");
                }
                return;
            }
            outcomes.accept(running, "failed: the runtime ended the process, code " + code);
            behind = running;
        }
    }

    /// The process.
    ///
    /// @param args the case behind which to start, or nothing; then the groups
    public static void main(String[] args) throws IOException {
        boolean skipping = !args[0].isEmpty();
        Path folder = Files.createTempDirectory("tf2ov-keras");
        try (KerasConformance conformance = new KerasConformance()) {
            for (String group : List.of(args).subList(1, args.length)) {
                for (KerasCase test : KerasCase.of(group)) {
                    if (skipping) {
                        skipping = !test.toString().equals(args[0]);
                        continue;
                    }
                    System.out.println("running " + test);
                    Path file = folder.resolve("model." + test.format());
                    Files.write(file, test.model());
                    System.out.println("outcome " + conformance.outcome(test, file));
                    Files.delete(file);
                }
            }
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private String outcome(KerasCase test, Path file) {
        try {
            return run(
                            test.name().substring(0, test.name().lastIndexOf(".")),
                            file,
                            test.inputs(),
                            test.outputs(),
                            test.outputNames(),
                            test.tolerance(),
                            1)
                    .map(why -> "failed: " + why)
                    .orElse("passed");
        } catch (UnsupportedModelException e) {
            return "refused: " + firstLine(e.getMessage()).replace(file + ": ", "");
        } catch (Tf2ovException e) {
            return "failed: " + firstLine(e.getMessage());
        } catch (XMLStreamException | RuntimeException | AssertionError e) {
            StackTraceElement[] stack = e.getStackTrace();
            return "failed: "
                    + firstLine(e.toString())
                    + (stack.length == 0 ? "" : " at " + stack[0]);
        }
    }

    private static String firstLine(String text) {
        return text == null ? "no message" : text.lines().findFirst().orElse("");
    }
}
