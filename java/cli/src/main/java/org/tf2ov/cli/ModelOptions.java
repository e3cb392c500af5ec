package org.tf2ov.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tf2ov.tf.Format;
import org.tf2ov.tf.ModelSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options that name a TensorFlow model of any format, for every command that reads one.
///
/// Source: the Model Optimizer; `--signature` is ours.
final class ModelOptions {
    /// The options that say which model is meant; one of them is enough, and so is the model itself
    /// as the first argument.
    private static final List<String> MODELS =
            List.of("--input_model", "--saved_model_dir", "--input_meta_graph");

    /// `X.meta` and the files beside it.
    private static final Pattern META_GRAPH =
            Pattern.compile("(?<stem>.+)\\.(meta|index|data-\\d{5}-of-\\d{5})");

    private ModelOptions() {}

    /// Adds the options to those of a command.
    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(
                        Flags.value(
                                "-m -w --input_model",
                                "FILE",
                                "A frozen graph, or an inference graph with --input_checkpoint; or any other model."))
                .addOption(
                        Flags.flag(
                                "--input_model_is_text",
                                "The model is text (.pbtxt); text is recognized without this, too."))
                .addOption(
                        Flags.value(
                                "--input_checkpoint",
                                "PATH",
                                "The values of the graph's variables: X or X.index of a checkpoint, or its folder."))
                .addOption(
                        Flags.value(
                                "--input_meta_graph",
                                "FILE",
                                "A MetaGraph, X.meta, with X.index and X.data-* beside it."))
                .addOption(
                        Flags.value(
                                "--saved_model_dir",
                                "FOLDER",
                                "A SavedModel of TensorFlow 1 or 2."))
                .addOption(
                        Flags.value(
                                "--saved_model_tags",
                                "TAGS",
                                "Which MetaGraph of the SavedModel: all of its tags, as in serve,gpu."))
                .addOption(
                        Flags.value(
                                "--signature",
                                "NAME",
                                "Which signature of the model (default: serving_default, or the only one)."))
                .addOption(
                        Flags.value(
                                "--framework",
                                "NAME",
                                "Accepted as the Model Optimizer has it; tf is all there is."));
    }

    /// A model, and the arguments that were left over when it was found.
    record Found(ModelSource source, List<String> rest) {}

    /// The model that was named, where every argument that is no option names one.
    ///
    /// @param command what to call the command in messages
    /// @throws UsageException if there is none or more than one, or the options contradict each
    ///   other
    static ModelSource source(ParseResult given, String command) {
        Found found = find(given, command);
        if (!found.rest().isEmpty()) {
            throw twoModels(command, found.source().path().toString(), found.rest().getFirst());
        }
        return found.source();
    }

    /// The model that was named, by an option or by the first argument that is none.
    static Found find(ParseResult given, String command) {
        List<String> arguments = positionals(given);
        List<String> options = MODELS.stream().filter(option -> Flags.has(given, option)).toList();
        if (options.size() > 1) {
            throw new UsageException(
                    command,
                    "there are two models: "
                            + options.get(0)
                            + " "
                            + value(given, options.get(0))
                            + " and "
                            + options.get(1)
                            + " "
                            + value(given, options.get(1)),
                    "Give one of --input_model, --input_meta_graph and --saved_model_dir.");
        }
        if (options.isEmpty() && arguments.isEmpty()) {
            throw new UsageException(
                    command,
                    "no model is given",
                    "Write for example: tf2ov "
                            + command
                            + " --input_model model.pb; --input_meta_graph and --saved_model_dir name models of other kinds.");
        }
        String option = options.isEmpty() ? "" : options.getFirst();
        String path = options.isEmpty() ? arguments.getFirst() : value(given, option);
        if (path.isBlank()) {
            throw new UsageException(
                    option.isEmpty() ? command : option,
                    "the name of the model is empty",
                    "Give a file or a folder.");
        }
        List<String> rest = options.isEmpty() ? arguments.subList(1, arguments.size()) : arguments;
        return new Found(source(given, option, path), rest);
    }

    private static List<String> positionals(ParseResult given) {
        return given.matchedPositionals().stream()
                .flatMap(positional -> {
                    Object value = positional.getValue();
                    return value instanceof String[] several
                            ? Arrays.stream(several)
                            : Stream.of((String) value);
                })
                .toList();
    }

    private static String value(ParseResult given, String option) {
        return Flags.get(given, option).orElse("");
    }

    private static ModelSource source(ParseResult given, String option, String path) {
        checkFramework(given);
        ModelSource source =
                switch (option) {
                    case "--saved_model_dir" -> ModelSource.of(Path.of(path), Format.SAVED_MODEL);
                    case "--input_meta_graph" -> ModelSource.of(metaGraph(path), Format.META_GRAPH);
                    default -> ModelSource.of(Path.of(path));
                };
        if (Flags.has(given, "--input_model_is_text")) {
            if (option.equals("--saved_model_dir")) {
                throw new UsageException(
                        "--input_model_is_text",
                        "it does not go with --saved_model_dir",
                        "Leave it out: saved_model.pbtxt is recognized.");
            }
            source = source.withText(true);
        }
        Optional<String> checkpoint = Flags.get(given, "--input_checkpoint");
        if (checkpoint.isPresent()) {
            if (option.equals("--saved_model_dir") || option.equals("--input_meta_graph")) {
                throw new UsageException(
                        "--input_checkpoint",
                        "it does not go with " + option + ", which has its variables beside it",
                        "Give it with --input_model and an inference graph.");
            }
            source =
                    source.withFormat(Format.GRAPH_AND_CHECKPOINT)
                            .withCheckpoint(Path.of(checkpoint.get()));
        }
        Optional<String> tags = Flags.get(given, "--saved_model_tags");
        if (tags.isPresent()) {
            if (!option.equals("--saved_model_dir") && !Files.isDirectory(source.path())) {
                throw new UsageException(
                        "--saved_model_tags",
                        "only a SavedModel has tags",
                        "Give it with --saved_model_dir.");
            }
            source = source.withTags(tags(tags.get()));
        }
        Optional<String> signature = Flags.get(given, "--signature");
        return signature.isPresent() ? source.withSignature(signature.get()) : source;
    }

    /// Other frameworks' models would be misread.
    private static void checkFramework(ParseResult given) {
        Flags.get(given, "--framework")
                .filter(name -> !name.equals("tf"))
                .ifPresent(name -> {
                    throw new UsageException(
                            "--framework",
                            "'" + name + "' is not a framework whose models are read",
                            "Only tf, which is TensorFlow, is.");
                });
    }

    private static Path metaGraph(String path) {
        Matcher parts = META_GRAPH.matcher(path);
        if (!parts.matches()) {
            throw new UsageException(
                    "--input_meta_graph",
                    "'" + path + "' does not end in .meta, .index or .data-*",
                    "A MetaGraph is X.meta with X.index and X.data-00000-of-00001 beside it;"
                            + " give a graph by --input_model and its checkpoint by --input_checkpoint.");
        }
        return Path.of(parts.group("stem") + ".meta");
    }

    private static Set<String> tags(String text) {
        if (text.chars().anyMatch(Character::isWhitespace)) {
            throw new UsageException(
                    "--saved_model_tags",
                    "there is a blank in '" + text + "'",
                    "Separate tags by commas only: serve,gpu.");
        }
        // A MetaGraph may have been saved without any tag.
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(",", -1)));
    }

    private static UsageException twoModels(String command, String first, String second) {
        return new UsageException(
                command,
                "there are two models, " + first + " and " + second,
                "Give one; values with blanks, such as shapes, need quotes.");
    }

    /// What a model is called that nobody has named: `saved_model`, or as its file without the
    /// suffix, or `model` where that leaves nothing.
    static String defaultName(ModelSource source) {
        Path name = source.path().toAbsolutePath().normalize().getFileName();
        String file = name == null ? "" : name.toString();
        if (Files.isDirectory(source.path())
                || source.format().equals(Optional.of(Format.SAVED_MODEL))
                || file.equals("saved_model.pb")
                || file.equals("saved_model.pbtxt")) {
            return "saved_model";
        }
        int dot = file.lastIndexOf('.');
        String stem = dot < 0 ? file : file.substring(0, dot);
        return stem.isEmpty() || stem.startsWith(".") ? "model" : stem;
    }

    /// How the user named the model, for messages and documents.
    static List<String> words(ModelSource source) {
        List<String> words = new ArrayList<>(List.of(source.path().toString()));
        source.checkpoint().ifPresent(checkpoint -> words.add(checkpoint.toString()));
        return words;
    }
}
