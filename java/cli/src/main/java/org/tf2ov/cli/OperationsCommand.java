package org.tf2ov.cli;

import java.util.List;
import java.util.Map;
import org.tf2ov.convert.Translators;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov operations`: which TensorFlow operations are translated.
final class OperationsCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.withCommon(CommandSpec.create().name("operations"));
        spec.usageMessage()
                .header("List the TensorFlow operations that are translated.")
                .description("");
        return spec;
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        // A placeholder has no translator: it becomes an input.
        List<String> operations = List.copyOf(Translators.builtIn().operations());
        operations.forEach(terminal::say);
        terminal.document(Map.of("operations", operations));
    }
}
