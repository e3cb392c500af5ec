package org.tf2ov.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.Translators;
import org.tf2ov.problem.MalformedInputException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The options that add translators: `--extensions` and `--keep_op`.
final class Extensions {
    private static final String SERVICE = "META-INF/services/" + OpTranslator.class.getName();

    private Extensions() {}

    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(
                        Flags.values(
                                "--extensions",
                                "JARS",
                                "Jars (or folders of classes) with translators of your own, separated by commas;",
                                "tf2ov extension new MyOp writes one to begin with."))
                .addOption(
                        Flags.values(
                                "--keep_op",
                                "OPS",
                                "Operations that stay what they are, for a library that infer --extension loads."));
    }

    /// The translators that the options ask for; nothing if they ask for none but ours.
    ///
    /// @throws org.tf2ov.problem.Tf2ovException if one of the jars has none
    static Optional<Translators> translators(ParseResult given) {
        List<String> jars = ModelArguments.names(Flags.all(given, "--extensions"));
        List<String> kept = ModelArguments.names(Flags.all(given, "--keep_op"));
        if (jars.isEmpty() && kept.isEmpty()) {
            return Optional.empty();
        }
        Translators translators = jars.isEmpty() ? Translators.builtIn() : load(jars);
        return Optional.of(kept.isEmpty() ? translators : translators.keeping(kept));
    }

    // The class loader lives as long as the translators, which is as long as the process.
    @SuppressWarnings("MustBeClosedChecker")
    private static Translators load(List<String> jars) {
        List<URL> urls = new ArrayList<>();
        for (String jar : jars) {
            urls.add(check(jar));
        }
        ClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), OpTranslator.class.getClassLoader());
        try {
            return Translators.load(loader);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new MalformedInputException(
                    String.join(", ", jars),
                    "a translator in it cannot be loaded: " + e.getMessage(),
                    "Compile it against the jars of this tf2ov; each translator needs a public"
                            + " constructor without parameters.");
        }
    }

    private static URL check(String jar) {
        Path path = Path.of(jar);
        if (!Files.exists(path)) {
            throw new MalformedInputException(jar, "there is no such file");
        }
        if (jar.endsWith(".so") || jar.endsWith(".dll") || jar.endsWith(".dylib")) {
            throw new UsageException(
                    "--extensions",
                    "'" + jar + "' is a library for the OpenVINO runtime",
                    "Keep its operations by --keep_op, and give the library to tf2ov infer --extension.");
        }
        try {
            URL url = path.toUri().toURL();
            try (URLClassLoader alone = new URLClassLoader(new URL[] {url}, null)) {
                if (alone.findResource(SERVICE) == null) {
                    throw new MalformedInputException(
                            jar,
                            "there is no translator in it: " + SERVICE + " is missing",
                            "tf2ov extension new MyOp writes a project that builds such a jar.");
                }
            }
            return url;
        } catch (MalformedURLException e) {
            throw new MalformedInputException(jar, "this cannot be the name of a jar", e);
        } catch (IOException e) {
            throw new MalformedInputException(jar, "it cannot be read: " + e.getMessage(), e);
        }
    }
}
