package org.tf2ov.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tf2ov.file.NewFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov extension new MyOp`: writes a project with a translator of one's own.
final class ExtensionCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("extension")
                        .addPositional(Flags.positional(0, false, "1", "new", "What to do."))
                        .addPositional(
                                Flags.positional(
                                        1,
                                        false,
                                        "1",
                                        "OP",
                                        "The TensorFlow operation, such as MyOp."))
                        .addOption(
                                Flags.value(
                                        "-o --output_dir",
                                        "FOLDER",
                                        "Where to write (default: a folder named after the operation)."));
        spec.usageMessage()
                .header("Write a project that translates an operation of your own.")
                .description(
                        "",
                        "tf2ov extension new MyOp writes a small Maven project with a translator for the TensorFlow operation MyOp and"
                                + " its test. Its jar is given to tf2ov convert --extensions.",
                        "",
                        "Where an operation cannot be said in OpenVINO's, keep it (tf2ov convert --keep_op MyOp) and write it in C++ for the"
                                + " runtime (tf2ov infer --extension libmyop.so); java/samples/native-extension is an example.",
                        "");
        return Flags.withCommon(spec);
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        String verb = given.matchedPositionalValue(0, "");
        if (!verb.equals("new")) {
            throw new UsageException(
                    "extension",
                    "'" + verb + "' is not something that can be done",
                    "Write: tf2ov extension new MyOp");
        }
        String op = given.matchedPositionalValue(1, "");
        ExtensionProject project = ExtensionProject.of(op);
        Path folder = Path.of(Flags.get(given, "--output_dir").orElse(project.artifact()));
        Map<String, String> files = project.files();
        for (String name : files.keySet()) {
            if (Files.exists(folder.resolve(name))) {
                throw new UsageException(
                        "extension",
                        folder.resolve(name) + " exists already",
                        "Choose another folder by --output_dir.");
            }
        }
        files.forEach((name, text) -> {
            Path file = folder.resolve(name);
            NewFile.write(
                    file, "the file", out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            terminal.say("wrote", file.toString());
        });
        terminal.say("next", "read " + folder.resolve("README.md"));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("op", op);
        document.put("files", files.keySet().stream().map(folder::resolve).toList());
        terminal.document(document);
    }
}
