package org.tf2ov.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.file.NewFile;
import org.tf2ov.ov.runtime.Port;

/// What a model answered, for people, for programs and as files.
///
/// @param questions one for each time that the model ran
record Answers(String model, InferenceOptions options, List<Answer> questions) {
    /// What was asked, and the outputs.
    record Answer(
            String name, List<Inference.Given> inputs, List<Output> outputs, double milliseconds) {}

    /// One output.
    record Output(Port port, HostTensor tensor) {
        String name() {
            return LoadedModel.nameOf(port);
        }
    }

    /// Asks a model every question.
    static Answers of(
            String name, LoadedModel model, List<String> files, InferenceOptions options) {
        Inference inference = new Inference(model, options.preprocessing());
        List<Answer> answers = new ArrayList<>();
        for (Inference.Question question : inference.questions(files)) {
            List<Inference.Given> inputs = inference.read(question);
            long start = System.nanoTime();
            List<HostTensor> tensors =
                    model.infer(inputs.stream().map(Inference.Given::tensor).toList());
            double milliseconds = (System.nanoTime() - start) / 1e6;
            List<Output> outputs = new ArrayList<>();
            for (int i = 0; i < tensors.size(); i++) {
                outputs.add(new Output(model.outputs().get(i), tensors.get(i)));
            }
            answers.add(new Answer(question.name(), inputs, outputs, milliseconds));
        }
        return new Answers(name, options, answers);
    }

    /// Lines for people: what was given, and the best classes or the range of the numbers.
    void say(Terminal terminal) {
        for (Answer answer : questions) {
            for (Inference.Given given : answer.inputs()) {
                terminal.say(
                        "given",
                        LoadedModel.nameOf(given.port())
                                + "  "
                                + given.tensor().type()
                                + "  "
                                + given.story());
            }
            for (Output output : answer.outputs()) {
                terminal.say(
                        "answer",
                        output.name()
                                + "  "
                                + output.tensor().type()
                                + range(output.tensor(), options.top()));
                ClassScores.of(output.tensor(), options.top())
                        .ifPresent(scores -> say(terminal, options.labels(), scores));
            }
        }
    }

    private static String range(HostTensor tensor, int top) {
        if (tensor.count() == 0 || ClassScores.of(tensor, top).isPresent()) {
            return "";
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (long i = 0; i < tensor.count(); i++) {
            double number = tensor.real(i);
            least = Math.min(least, number);
            most = Math.max(most, number);
            sum += number;
        }
        return String.format(
                Locale.ROOT, "  from %.4g to %.4g, mean %.4g", least, most, sum / tensor.count());
    }

    private static void say(Terminal terminal, Labels labels, ClassScores scores) {
        for (ClassScores.Ranked ranked : scores.best()) {
            String score =
                    scores.probabilities()
                            ? String.format(Locale.ROOT, "%7.2f %%", 100 * ranked.score())
                            : String.format(Locale.ROOT, "%9.4f", ranked.score());
            terminal.say(
                    "          "
                            + score
                            + "  "
                            + Terminal.visible(
                                    labels.of(ranked.index(), scores.classes())
                                            .orElse("class " + ranked.index())));
        }
        if (labels.mismatch(scores.classes())) {
            terminal.remark(
                    "there are "
                            + labels.count()
                            + " labels for "
                            + scores.classes()
                            + " classes, so they may be those of another model");
        }
    }

    /// Everything as one document.
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model);
        document.put("device", options.device());
        document.put("answers", questions.stream().map(this::describe).toList());
        return document;
    }

    private Map<String, Object> describe(Answer answer) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", answer.name());
        facts.put("inputs", answer.inputs().stream().map(Answers::describe).toList());
        facts.put("milliseconds", Math.round(answer.milliseconds() * 1000) / 1000.0);
        facts.put("outputs", answer.outputs().stream().map(this::describe).toList());
        return facts;
    }

    private static Map<String, Object> describe(Inference.Given given) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", LoadedModel.nameOf(given.port()));
        facts.put("type", given.tensor().element());
        facts.put("shape", shape(given.tensor()));
        facts.put("from", given.story());
        return facts;
    }

    private Map<String, Object> describe(Output output) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", output.name());
        facts.put("type", output.tensor().element());
        facts.put("shape", shape(output.tensor()));
        ClassScores.of(output.tensor(), options.top())
                .ifPresent(scores ->
                        facts.put(
                                "top",
                                scores.best().stream()
                                        .map(ranked -> describe(ranked, scores.classes()))
                                        .toList()));
        facts.put("values", output.tensor());
        return facts;
    }

    private Map<String, Object> describe(ClassScores.Ranked ranked, int classes) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("class", ranked.index());
        options.labels().of(ranked.index(), classes).ifPresent(label -> facts.put("label", label));
        facts.put("score", (float) ranked.score());
        return facts;
    }

    private static List<Long> shape(HostTensor tensor) {
        return Arrays.stream(tensor.shape()).boxed().toList();
    }

    /// Writes the answers where the user wants them, if anywhere, and says so.
    void writeTo(Optional<Path> out, Terminal terminal) {
        out.ifPresent(path -> write(path).forEach(file -> terminal.say("wrote", file.toString())));
    }

    private List<Path> write(Path out) {
        String name =
                out.getFileName() == null
                        ? ""
                        : out.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean isFolder = Files.isDirectory(out);
        if (name.endsWith(".json") && !isFolder) {
            NewFile.write(out, "the file", stream -> Json.write(document(), stream));
            return List.of(out);
        }
        List<Answer> all = questions;
        if (name.endsWith(".npy") && !isFolder) {
            if (all.size() != 1 || all.getFirst().outputs().size() != 1) {
                throw new UsageException(
                        "--out",
                        "a .npy file holds one array, and there are "
                                + all.stream().mapToInt(answer -> answer.outputs().size()).sum(),
                        "Give a folder or a .json file, or choose an output by --output.");
            }
            NpyFile.write(all.getFirst().outputs().getFirst().tensor(), out);
            return List.of(out);
        }
        List<Path> files = new ArrayList<>();
        for (Answer answer : all) {
            for (Output output : answer.outputs()) {
                String file =
                        (all.size() == 1 ? "" : answer.name() + ".")
                                + fileName(output.name())
                                + ".npy";
                NpyFile.write(output.tensor(), out.resolve(file));
                files.add(out.resolve(file));
            }
        }
        return files;
    }

    /// The name of an output without what means something in paths.
    private static String fileName(String output) {
        return output.replaceAll("[^\\w.-]", "_").replaceFirst("^\\.+", "_");
    }

    /// The answers with only the outputs that were asked for, in that order.
    Answers only(List<String> names, LoadedModel model) {
        if (names.isEmpty()) {
            return this;
        }
        List<Integer> indexes = names.stream().map(name -> model.output(name).index()).toList();
        return new Answers(
                this.model,
                options,
                questions.stream()
                        .map(answer ->
                                new Answer(
                                        answer.name(),
                                        answer.inputs(),
                                        indexes.stream().map(answer.outputs()::get).toList(),
                                        answer.milliseconds()))
                        .toList());
    }
}
