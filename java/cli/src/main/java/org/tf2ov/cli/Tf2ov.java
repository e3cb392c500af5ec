package org.tf2ov.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `tf2ov`: converts TensorFlow models to OpenVINO IR and runs them.
///
/// Exit codes are those of [Code]: 0 done, 2 called wrongly, 3 a file is malformed, 4 the model is
/// not supported, 6 the result could not be written, 7 a limit was reached, 8 the runtime refused,
/// 70 a mistake of tf2ov, and 130 when interrupted.
public final class Tf2ov {
    private static final Map<String, Supplier<Subcommand>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("convert", ConvertCommand::new);
        COMMANDS.put("infer", InferCommand::new);
        COMMANDS.put("freeze", FreezeCommand::new);
        COMMANDS.put("tensorboard", TensorBoardCommand::new);
        COMMANDS.put("inspect", InspectCommand::new);
        COMMANDS.put("show", ShowCommand::new);
        COMMANDS.put("extension", ExtensionCommand::new);
        COMMANDS.put("devices", DevicesCommand::new);
        COMMANDS.put("operations", OperationsCommand::new);
    }

    private final Terminal terminal;

    private final boolean debug;

    private Tf2ov(Terminal terminal, boolean debug) {
        this.terminal = terminal;
        this.debug = debug;
    }

    /// Runs a command and ends the process with its exit code.
    public static void main(String... arguments) {
        boolean colour =
                Boolean.getBoolean("tf2ov.colour"); // bin/tf2ov knows whether somebody looks
        StandardOutput out = new StandardOutput();
        int code = run(arguments, out.stream(), System.err, colour);
        int end = code == 0 ? out.finish(System.err) : code;
        if (end != 0) { // to exit sets logging up first, which takes a few milliseconds
            System.exit(end);
        }
    }

    /// Runs a command within this process.
    ///
    /// @param out where answers go
    /// @param err where problems and remarks go
    /// @return the exit code
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        return run(arguments, out, err, false);
    }

    private static int run(String[] arguments, PrintStream out, PrintStream err, boolean colour) {
        Terminal terminal = new Terminal(out, err, colour);
        String[] normal = normal(arguments);
        // Known before the arguments are read, so that problems with them are told in the right way
        // too.
        boolean debug = Arrays.asList(normal).contains("--debug");
        if (Arrays.asList(normal).contains("--json")) {
            terminal.speakJson();
        }
        if (Arrays.asList(normal).contains("--silent") || Arrays.asList(normal).contains("-q")) {
            terminal.beQuiet();
        }
        try {
            return new Tf2ov(terminal, debug).execute(normal);
        } catch (Throwable e) { // a process has to end in words, whatever happens
            return Failures.tell(e, terminal, debug);
        } finally {
            out.flush();
        }
    }

    private int execute(String... arguments) {
        Supplier<Subcommand> command = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (command != null) {
            return execute(
                    arguments[0],
                    command.get(),
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        }
        // What is not the name of a command is an option, or a mistake for which all are told.
        CommandLine root = new CommandLine(spec());
        COMMANDS.forEach((name, each) -> root.addSubcommand(name, each.get().spec()));
        return speaking(root).setExecutionStrategy(this::run).execute(arguments);
    }

    /// Runs one command. It is described to picocli alone: that of all takes 15 ms, at each start.
    private int execute(String name, Subcommand command, String... arguments) {
        return speaking(new CommandLine(command.spec().name("tf2ov " + name)))
                .setExecutionStrategy(given -> run(command, given))
                .execute(arguments);
    }

    private CommandLine speaking(CommandLine line) {
        return configured(line)
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setParameterExceptionHandler((e, _) -> tellMisuse(e))
                .setExecutionExceptionHandler((e, _, _) -> Failures.tell(e, terminal, debug));
    }

    /// Makes a command line read its arguments as `tf2ov` does.
    static CommandLine configured(CommandLine line) {
        return line.setAbbreviatedOptionsAllowed(true).setOverwrittenOptionsAllowed(false);
    }

    private static CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("tf2ov")
                        .versionProvider(new Versions())
                        .addOption(
                                OptionSpec.builder("-V", "--version")
                                        .versionHelp(true)
                                        .arity("0")
                                        .type(boolean.class)
                                        .description("Say which tf2ov, OpenVINO and Java this is.")
                                        .build());
        spec.usageMessage()
                .header("Converts TensorFlow models to OpenVINO IR, and runs them.")
                .description("")
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("Options:%n")
                .footer(
                        "",
                        "Try:",
                        "  tf2ov convert --input_model model.pb        writes model.xml and model.bin",
                        "  tf2ov infer model.pb photo.jpg              converts in memory and answers",
                        "  tf2ov COMMAND --help                        says more about a command",
                        "",
                        "Exit codes: 0 done, 2 called wrongly, 3 malformed input, 4 model not supported, 6 output failed, 7 limit"
                                + " reached, 8 runtime failed, 70 a mistake of tf2ov, 130 interrupted.");
        return Flags.withCommon(spec);
    }

    /// What is given begins with no name of a command, so that it asks for help or is a mistake.
    private int run(ParseResult given) {
        if (given.hasSubcommand()) { // behind an option
            ParseResult sub = given.subcommand();
            return run(COMMANDS.get(sub.commandSpec().name()).get(), sub);
        }
        Integer help = CommandLine.executeHelpRequest(given);
        if (help != null) {
            return help;
        }
        UsageException none =
                new UsageException("tf2ov", "no command is given", "Try: tf2ov --help");
        return Failures.tell(none, terminal, debug);
    }

    private int run(Subcommand command, ParseResult given) {
        try {
            Integer help = CommandLine.executeHelpRequest(given);
            if (help != null) {
                return help;
            }
            command.run(given, terminal);
            return 0;
        } catch (RuntimeException | Error e) { // picocli would show its stack
            return Failures.tell(e, terminal, debug);
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private int tellMisuse(ParameterException e) {
        return Failures.tell(misuse(e), terminal, debug);
    }

    /// What is wrong with arguments, in our words.
    static UsageException misuse(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return new UsageException(command, what(e), advice(e, command));
    }

    private static String what(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched ->
                    (unmatched.isUnknownOption()
                                    ? "there is no option "
                                    : "nothing is expected at ")
                            + "'"
                            + unmatched.getUnmatched().getFirst()
                            + "'";
            case MissingParameterException missing -> lowerFirst(missing.getMessage());
            default -> lowerFirst(e.getMessage());
        };
    }

    private static String advice(ParameterException e, String command) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return "Did you mean '" + unmatched.getSuggestions().getFirst() + "'?";
        }
        return "Try: " + command + " --help";
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /// The arguments as they are read.
    static String[] normal(String... arguments) {
        String[] spelled =
                Arrays.stream(arguments).map(Tf2ov::withUnderscores).toArray(String[]::new);
        return Flags.withValues(spelled, Set.of(PrecisionOptions.TO_F16));
    }

    /// `--input-model=x` is `--input_model=x`: both spellings are common.
    private static String withUnderscores(String argument) {
        if (!argument.startsWith("--") || argument.length() == 2) {
            return argument;
        }
        int end = argument.indexOf('=') < 0 ? argument.length() : argument.indexOf('=');
        return "--" + argument.substring(2, end).replace('-', '_') + argument.substring(end);
    }
}
