package org.tf2ov.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/// Does once what users do, so that the JVM sees which classes that takes and keeps them for a
/// quick start (`-XX:AOTCacheOutput`). `scripts/build` runs it; nobody else has to.
public final class Training {
    private Training() {}

    /// Runs the commands; what they say goes nowhere.
    ///
    /// @param arguments a model with one picture as its input, a picture, and a folder for what is
    ///   written
    public static void main(String... arguments) {
        String model = arguments[0];
        String picture = arguments[1];
        String folder = arguments[2];
        String ir = folder + "/training.xml";
        String[][] commands = {
            {"--version"},
            {"convert", "--help"},
            {
                "convert",
                "--input_model",
                model,
                "--output_dir",
                folder,
                "--model_name",
                "training",
                "--infer",
                picture
            },
            {
                "convert",
                "--input_model",
                model,
                "-o",
                folder,
                "-n",
                "training",
                "--input",
                "input[1,48,48,3]",
                "--json"
            },
            {
                "infer",
                model,
                picture,
                "--mean",
                "127.5",
                "--scale",
                "128",
                "--out",
                folder + "/training.npy"
            },
            {"infer", ir, "--input", folder + "/missing.npy"},
            {"convert", "--input_model", folder + "/missing.pb"},
        };
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        for (String[] command : commands) {
            Tf2ov.run(command, nowhere, nowhere);
        }
    }
}
