package org.tf2ov.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Does once what users do, so that the JVM sees which classes and call sites that takes and keeps
/// them for a quick start (`-XX:AOTCacheOutput`). `scripts/build` runs it; nobody else has to.
///
/// What isn't seen here has to be loaded and linked anew in every process: a network of depthwise
/// convolutions took 90 ms more when only one without them was converted here.
public final class Training {
    private Training() {}

    /// Runs the commands; what they say goes nowhere.
    ///
    /// @param arguments the folder with the test's models, and a folder for what is written
    public static void main(String... arguments) throws IOException {
        Path models = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        for (List<String> command : commands(models, folder)) {
            Tf2ov.run(command.toArray(String[]::new), nowhere, nowhere);
        }
    }

    private static List<List<String>> commands(Path models, Path folder) throws IOException {
        String demo = models.resolve("demo/onet.pb").toString();
        String picture = models.resolve("demo/face.png").toString();
        String out = folder.toString();
        List<List<String>> commands = new ArrayList<>();
        commands.add(List.of("--version"));
        commands.add(List.of("convert", "--help"));
        commands.add(
                List.of(
                        "convert",
                        "--input_model",
                        demo,
                        "--output_dir",
                        out,
                        "--model_name",
                        "onet",
                        "--infer",
                        picture));
        commands.add(
                List.of(
                        "convert",
                        "--input_model",
                        demo,
                        "-o",
                        out,
                        "--input",
                        "input[1,48,48,3]",
                        "--json"));
        commands.add(
                List.of(
                        "infer",
                        demo,
                        picture,
                        "--mean",
                        "127.5",
                        "--scale",
                        "128",
                        "--out",
                        out + "/onet.npy"));
        commands.add(List.of("infer", out + "/onet.xml", "--input", out + "/missing.npy"));
        commands.add(List.of("convert", "--input_model", out + "/missing.pb"));

        // Each archive holds a small network in several formats.
        for (String name : List.of("tf1-depthwise", "tf1-unet", "tf2.21-attention")) {
            Path model = folder.resolve(name);
            unzip(models.resolve("formats").resolve(name + ".zip"), model);
            for (String form : List.of("frozen.pb", "saved_model", "v2/model.meta")) {
                if (Files.exists(model.resolve(form))) {
                    commands.add(
                            List.of("convert", model.resolve(form).toString(), "-o", out, "-q"));
                }
            }
        }
        // Networks of full size, whose weights are one number each.
        for (String name : List.of("mobilenet_v1_1.0_224", "mobilenet_v2_1.0_224")) {
            Path model = folder.resolve(name + ".pb");
            try (InputStream file =
                            Files.newInputStream(
                                    models.resolve("slim")
                                            .resolve(name)
                                            .resolve("skeleton.pb.gz"));
                    InputStream graph = new GZIPInputStream(file)) {
                Files.copy(graph, model);
            }
            commands.add(List.of("convert", "--input_model", model.toString(), "-o", out, "-q"));
        }
        return commands;
    }

    private static void unzip(Path archive, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.write(target, zip.readAllBytes());
                }
            }
        }
    }
}
