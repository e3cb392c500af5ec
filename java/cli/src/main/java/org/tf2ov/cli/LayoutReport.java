package org.tf2ov.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tf2ov.convert.Conversion;
import org.tf2ov.convert.Layout;
import org.tf2ov.convert.ModelInterface;
import org.tf2ov.convert.RemainingTranspose;

/// How the inputs and outputs of an IR lie, which transposes are left in it, and why.
record LayoutReport(ModelInterface ports, List<RemainingTranspose> transposes) {
    static LayoutReport of(Conversion conversion) {
        return new LayoutReport(conversion.ports(), RemainingTranspose.in(conversion));
    }

    /// Lines for people.
    void say(Terminal terminal) {
        ports.inputs().forEach(port -> say("input", port, terminal));
        ports.outputs().forEach(port -> say("output", port, terminal));
        if (transposes.isEmpty()) {
            terminal.say("transpose", "none is left");
        }
        for (RemainingTranspose each : transposes) {
            terminal.say(
                    "transpose",
                    (each.name().isEmpty() ? "" : each.name() + "  ")
                            + each.order()
                            + " to "
                            + each.value().type()
                            + ": "
                            + each.reason());
        }
    }

    private static void say(String kind, ModelInterface.Port port, Terminal terminal) {
        String turned =
                port.order().isEmpty()
                        ? " stays"
                        : " becomes ["
                                + port.shape()
                                + "]"
                                + words(port.irLayout().map(Layout::toString).orElse(""));
        terminal.say(
                kind,
                port.name()
                        + "  ["
                        + port.source()
                        + "]"
                        + words(port.layout().map(Layout::toString).orElse(""))
                        + turned
                        + ": "
                        + port.reason());
    }

    private static String words(String layout) {
        return layout.isEmpty() ? "" : " " + layout;
    }

    /// The same for programs.
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("inputs", ports.inputs().stream().map(LayoutReport::document).toList());
        document.put("outputs", ports.outputs().stream().map(LayoutReport::document).toList());
        List<Map<String, Object>> left = new ArrayList<>();
        for (RemainingTranspose each : transposes) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", each.name());
            facts.put("order", each.order());
            facts.put("type", each.value().type());
            facts.put("reason", each.reason());
            left.add(facts);
        }
        document.put("transposes", left);
        return document;
    }

    private static Map<String, Object> document(ModelInterface.Port port) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", port.name());
        facts.put("source_shape", Converted.shape(port.source()));
        facts.put("source_layout", port.layout().map(Layout::toString).orElse(null));
        facts.put("shape", Converted.shape(port.shape()));
        facts.put("layout", port.irLayout().map(Layout::toString).orElse(null));
        facts.put("order", port.order());
        facts.put("reason", port.reason());
        return facts;
    }
}
