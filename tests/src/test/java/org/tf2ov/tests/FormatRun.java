package org.tf2ov.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.cli.Tf2ov;
import org.tf2ov.ov.runtime.CompiledModel;
import org.tf2ov.ov.runtime.Core;
import org.tf2ov.ov.runtime.InferRequest;
import org.tf2ov.ov.runtime.Model;
import org.tf2ov.ov.runtime.Tensor;
import org.tf2ov.problem.Tf2ovException;

/// Converts a form of a model as the command line does, asks the runtime what the IR answers, and
/// compares with TensorFlow.
final class FormatRun {
    private FormatRun() {}

    /// What came of it.
    ///
    /// @param failure what is wrong, or nothing
    /// @param digest tells IRs apart; nothing if there is none
    record Outcome(Optional<String> failure, Optional<String> digest) {
        private static Outcome failed(String why) {
            return new Outcome(Optional.of(why), Optional.empty());
        }
    }

    /// @param folder where the IR is written, which is of no consequence for it
    static Outcome run(Core core, FormatCase.Form form, Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("convert"));
        arguments.addAll(form.arguments());
        arguments.addAll(
                List.of(
                        "--output_dir",
                        folder.toString(),
                        "--model_name",
                        "model",
                        "--disable_nhwc_to_nchw",
                        "--silent"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = Tf2ov.run(arguments.toArray(String[]::new), err, err);
        String words = said.toString(StandardCharsets.UTF_8).strip();
        if (code != 0) {
            return Outcome.failed("exit code " + code + ": " + words);
        }
        Path xml = folder.resolve("model.xml");
        String digest =
                digest(Files.readAllBytes(xml), Files.readAllBytes(folder.resolve("model.bin")));
        try (Model model = core.readModel(xml);
                CompiledModel compiled = core.compile(model, "CPU", RunningIr.EXACTLY);
                InferRequest request = compiled.newRequest()) {
            Optional<String> failure = ports(form, compiled);
            for (FormatCase.Call call : form.model().calls()) {
                failure = failure.isPresent() ? failure : answer(form, call, request);
            }
            return new Outcome(failure, Optional.of(digest));
        } catch (Tf2ovException e) {
            return Outcome.failed("the runtime refused: " + e.getMessage());
        }
    }

    /// Whether exactly the inputs and outputs are there, by all of their names.
    private static Optional<String> ports(FormatCase.Form form, CompiledModel compiled) {
        if (compiled.inputs().size() != form.inputs().size()
                || compiled.outputs().size() != form.outputs().size()) {
            return Optional.of(
                    "there are the inputs "
                            + compiled.inputs()
                            + " and the outputs "
                            + compiled.outputs());
        }
        for (Map.Entry<String, List<String>> input : form.inputs().entrySet()) {
            int index = compiled.input(input.getValue().getFirst()).index();
            for (String name : input.getValue()) {
                if (compiled.input(name).index() != index) {
                    return Optional.of("'" + name + "' is another input than " + input);
                }
            }
        }
        for (Map.Entry<String, List<String>> output : form.outputs().entrySet()) {
            int index = compiled.output(output.getValue().getFirst()).index();
            for (String name : output.getValue()) {
                // One tensor may be several outputs.
                if (compiled.output(name).index() != index) {
                    return Optional.of("'" + name + "' is another output than " + output);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> answer(
            FormatCase.Form form, FormatCase.Call call, InferRequest request) {
        List<Tensor> given = new ArrayList<>();
        try {
            for (Map.Entry<String, List<String>> input : form.inputs().entrySet()) {
                Npy values = call.inputs().get(input.getKey());
                Tensor tensor = Tensor.allocate(values.elementType(), values.shape());
                given.add(tensor);
                tensor.data().copyFrom(values.data());
                request.setInput(input.getValue().getFirst(), tensor);
            }
            request.infer();
            for (Map.Entry<String, List<String>> output : form.outputs().entrySet()) {
                Npy expected = call.outputs().get(output.getKey());
                try (Tensor actual = request.output(output.getValue().getFirst())) {
                    Optional<String> difference =
                            Difference.ofType(output.getKey(), expected.elementType(), actual)
                                    .or(() ->
                                            difference(form, expected)
                                                    .between(output.getKey(), expected, actual));
                    if (difference.isPresent()) {
                        return difference;
                    }
                }
            }
            return Optional.empty();
        } finally {
            given.forEach(Tensor::close);
        }
    }

    private static Difference difference(FormatCase.Form form, Npy expected) {
        return new Difference(expected.elementType().isFloat() ? form.model().tolerance() : 0, 1);
    }

    private static String digest(byte[] xml, byte[] bin) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(xml);
            sha.update(bin);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
