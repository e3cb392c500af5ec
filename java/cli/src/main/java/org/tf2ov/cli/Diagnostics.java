package org.tf2ov.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tf2ov.convert.Untranslated;
import org.tf2ov.convert.UntranslatedException;
import org.tf2ov.file.NewFile;
import org.tf2ov.tf.ModelSource;

/// What went wrong with a model, and what there is to remark, as a document for programs.
///
///     { "model": "m.pb", "converted": false, "remarks": [],
///       "problems": [ { "code": "not_supported", "exit_code": 4, "where": "node 'odd' (Odd)", "what": "…", "remedy": "…",
///                       "node": "odd", "op": "Odd", "inputs": [ { "type": "f32", "shape": [1, "?"] } ],
///                       "cuts": { "output": ["a"], "input": ["odd:0[...]"] } } ],
///       "operations": { "Odd": 1 },
///       "cuts": { "output": "a", "input": "x,odd:0[...]" } }
final class Diagnostics {
    private Diagnostics() {}

    /// Writes the document; the file appears whole or not at all.
    static void write(
            Path file, ModelSource model, List<String> remarks, Optional<Throwable> failure) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.path());
        document.put("converted", failure.isEmpty());
        document.put("remarks", remarks);
        document.putAll(failure.map(Diagnostics::document).orElse(Map.of("problems", List.of())));
        NewFile.write(file, "the file", out -> Json.write(document, out));
    }

    /// The problems of a failure.
    static Map<String, Object> document(Throwable failure) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!(failure instanceof UntranslatedException untranslated)) {
            document.put(
                    "problems",
                    Failures.problems(failure, false).stream().map(Failures::describe).toList());
            return document;
        }
        document.put("problems", untranslated.nodes().stream().map(Diagnostics::describe).toList());
        document.put(
                "operations",
                untranslated.nodes().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Untranslated::op, TreeMap::new, Collectors.counting())));
        Map<String, Object> cuts = new LinkedHashMap<>();
        if (!untranslated.outputsBefore().isEmpty()) {
            cuts.put("output", String.join(",", untranslated.outputsBefore()));
        }
        if (!untranslated.inputsBehind().isEmpty()) {
            cuts.put("input", String.join(",", untranslated.inputsBehind()));
        }
        document.put("cuts", cuts);
        return document;
    }

    private static Map<String, Object> describe(Untranslated node) {
        Map<String, Object> facts = new LinkedHashMap<>(Failures.describe(node.problem()));
        facts.put("node", node.node());
        facts.put("op", node.op());
        facts.put(
                "inputs",
                node.inputs().stream()
                        .map(type -> {
                            Map<String, Object> input = new LinkedHashMap<>();
                            input.put("type", type.element());
                            input.put("shape", Converted.shape(type.shape()));
                            return input;
                        })
                        .toList());
        Map<String, Object> cuts = new LinkedHashMap<>();
        cuts.put("output", node.before());
        cuts.put("input", node.behind());
        facts.put("cuts", cuts);
        return facts;
    }
}
