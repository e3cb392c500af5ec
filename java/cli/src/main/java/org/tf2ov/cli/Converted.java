package org.tf2ov.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.ModelInterface;
import org.tf2ov.graph.Value;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// A model that was converted and written, for people and for programs.
///
/// @param nodes how many nodes the frozen graph had
/// @param xml the file that was written, with a `.bin` beside it
/// @param events what was written for TensorBoard, if that was asked for
record Converted(
        ConvertJob job,
        int nodes,
        Conversion conversion,
        Path xml,
        Optional<TensorBoardCommand.Events> events,
        double seconds) {
    Path bin() {
        return xml.resolveSibling(job.name() + ".bin");
    }

    /// What the user should know, each a sentence.
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(job.remarks());
        remarks.addAll(conversion.remarks());
        events.ifPresent(written -> remarks.addAll(written.remarks()));
        return remarks;
    }

    private List<Path> eventFiles() {
        return events.map(TensorBoardCommand.Events::file).stream().toList();
    }

    /// Lines for people.
    void say(Terminal terminal) {
        if (!terminal.speaksToPeople()) {
            return;
        }
        Path model = job.source().path();
        terminal.say(
                "read",
                String.join(" with ", ModelOptions.words(job.source()))
                        + (Files.isRegularFile(model) ? ", " + size(model) : "")
                        + ", "
                        + nodes
                        + " nodes");
        PortNames names = PortNames.of(conversion);
        List<Value> parameters = conversion.graph().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            terminal.say(
                    "input",
                    names.inputs().get(i)
                            + "  "
                            + parameters.get(i).type()
                            + layout(conversion.ports().inputs().get(i)));
        }
        List<Value> results = conversion.graph().results();
        for (int i = 0; i < results.size(); i++) {
            terminal.say(
                    "output",
                    names.outputs().get(i)
                            + "  "
                            + results.get(i).type()
                            + layout(conversion.ports().outputs().get(i)));
        }
        conversion.compression().ifPresent(report -> PrecisionOptions.say(report, terminal));
        terminal.say("wrote", xml + ", " + size(xml));
        terminal.say("wrote", bin() + ", " + size(bin()));
        for (Path file : eventFiles()) {
            terminal.say("wrote", file + ", " + size(file));
        }
        terminal.say("took", decimal(seconds, 2) + " s");
    }

    /// The same for programs.
    Map<String, Object> document() {
        PortNames names = PortNames.of(conversion);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", job.source().path());
        document.put("nodes", nodes);
        document.put("inputs", ports(names.inputs(), conversion.graph().parameters()));
        document.put("outputs", ports(names.outputs(), conversion.graph().results()));
        List<Map<String, Object>> files = new ArrayList<>(List.of(file(xml), file(bin())));
        eventFiles().forEach(file -> files.add(file(file)));
        conversion
                .compression()
                .ifPresent(
                        report -> document.put("compression", PrecisionOptions.document(report)));
        document.put("files", files);
        document.put("remarks", remarks());
        document.put("seconds", Math.round(seconds * 1000) / 1000.0);
        return document;
    }

    /// A remark for what is turned.
    private static String layout(ModelInterface.Port port) {
        if (port.order().isEmpty()) {
            return "";
        }
        int rank = port.order().size();
        boolean channels = port.order().get(1) == rank - 1 && port.order().getFirst() == 0;
        return "  ("
                + (channels ? "channels first" : "turned")
                + "; in TensorFlow ["
                + port.source()
                + "])";
    }

    private static List<Map<String, Object>> ports(List<String> names, List<Value> values) {
        List<Map<String, Object>> ports = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", names.get(i));
            facts.put("type", values.get(i).type().element());
            facts.put("shape", shape(values.get(i).shape()));
            ports.add(facts);
        }
        return ports;
    }

    /// Dimensions as numbers, or as words where they are not known; null when not even the rank is.
    static List<Object> shape(PartialShape shape) {
        if (!shape.hasRank()) {
            return null;
        }
        List<Object> dimensions = new ArrayList<>();
        for (Dimension dimension : shape.dimensions()) {
            dimensions.add(
                    dimension.isStatic() ? (Object) dimension.value() : dimension.toString());
        }
        return dimensions;
    }

    /// A file that was written, for programs.
    static Map<String, Object> file(Path file) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("path", file);
        facts.put("bytes", bytes(file));
        return facts;
    }

    private static String size(Path file) {
        return size(bytes(file));
    }

    /// `1.5 MB`.
    static String size(long bytes) {
        return bytes < 1000
                ? bytes + " bytes"
                : bytes < 1_000_000
                        ? decimal(bytes / 1e3, 1) + " kB"
                        : decimal(bytes / 1e6, 1) + " MB";
    }

    /// A number as `%.2f` writes it, without the 7 ms that the first `String.format` takes.
    private static String decimal(double number, int places) {
        return BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_UP).toPlainString();
    }

    static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new MalformedInputException(file.toString(), "the file is gone again", e);
        }
    }
}
