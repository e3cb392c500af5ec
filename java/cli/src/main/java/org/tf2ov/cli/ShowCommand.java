package org.tf2ov.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ConvertOptions;
import org.tf2ov.convert.Converter;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.ModelReader;
import org.tf2ov.tf.ModelSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `tf2ov show`: how a model becomes IR. Nothing is written but what is asked for.
final class ShowCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .name("show")
                        .addPositional(
                                Flags.positional(
                                        0,
                                        false,
                                        "0..1",
                                        "MODEL",
                                        "A model of any format, which its content tells."))
                        .addOption(
                                Flags.flag(
                                        "--stages",
                                        "What each stage of the conversion takes and changes (this is the default)."))
                        .addOption(
                                Flags.flag(
                                        "--layout",
                                        "How inputs and outputs lie, which transposes are left, and why."))
                        .addOption(
                                Flags.value(
                                        "--dump",
                                        "FOLDER",
                                        "Write the graph after each stage as text."))
                        .addOption(Flags.value("-b --batch", "N", "The batch size of all inputs."));
        InterfaceOptions.addHalvesTo(spec);
        PrecisionOptions.addTo(spec);
        Extensions.addTo(spec);
        ModelOptions.addTo(spec);
        ModelArguments.addTo(spec);
        spec.usageMessage()
                .header("Show how a TensorFlow model becomes OpenVINO IR.")
                .description("")
                .footer(
                        "",
                        "Examples:",
                        "  tf2ov show mobilenet.pb --stages",
                        "  tf2ov show mobilenet.pb --layout",
                        "  tf2ov show mobilenet.pb --dump stages     writes stages/01-translate.txt and so on");
        return Flags.withCommon(spec);
    }

    @Override
    public void run(ParseResult given, Terminal terminal) {
        ModelSource source = ModelOptions.source(given, "show");
        ConvertOptions options =
                PrecisionOptions.apply(
                        given,
                        InterfaceOptions.apply(
                                given, ConvertOptions.DEFAULT.withCut(ModelArguments.of(given))));
        options =
                options.withTranslators(
                        Extensions.translators(given).orElse(options.translators()));
        Optional<Path> dump = Flags.get(given, "--dump").map(Path::of);

        StageReport report = new StageReport(dump);
        FrozenModel frozen = ModelReader.read(source, options.cut());
        report.read(frozen.graph().nodes().size());
        Conversion conversion = Converter.stages(frozen, options, report::stage);
        boolean layout = Flags.has(given, "--layout");
        LayoutReport layouts = LayoutReport.of(conversion);

        if (dump.isEmpty() && !layout || Flags.has(given, "--stages")) {
            report.say(terminal);
        }
        if (layout) {
            layouts.say(terminal);
        }
        report.files().forEach(file -> terminal.say("wrote", file.toString()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", source.path());
        document.put("stages", report.document());
        document.put("layout", layouts.document());
        document.put("files", report.files().stream().map(Converted::file).toList());
        terminal.document(document);
    }
}
