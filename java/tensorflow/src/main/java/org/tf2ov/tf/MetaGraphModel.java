package org.tf2ov.tf;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problems;
import org.tf2ov.tf.checkpoint.Checkpoint;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// Makes a model of a MetaGraph, by whichever file it came: chooses the signature, opens the
/// variables and finds out which variable is called what in the checkpoint.
final class MetaGraphModel {
    /// Collections of `VariableDef`.
    private static final Set<String> OF_VARIABLES =
            Set.of(
                    "variables",
                    "trainable_variables",
                    "local_variables",
                    "model_variables",
                    "metric_variables",
                    "moving_average_variables",
                    "concatenated_variables");

    private final Path file;
    private final MetaGraph graph;
    private final Optional<String> wanted;
    private final List<String> remarks;

    /// @param file for messages
    /// @param wanted the signature that was asked for
    MetaGraphModel(Path file, MetaGraph graph, Optional<String> wanted, List<String> remarks) {
        this.file = file;
        this.graph = graph;
        this.wanted = wanted;
        this.remarks = remarks;
    }

    /// @param path where the model was found
    /// @param checkpoint the checkpoint that the user named
    /// @param prefix where the checkpoint is if the user named none
    TfModel build(Path path, Format format, Optional<Path> checkpoint, Path prefix) {
        if (graph.graph().nodes().isEmpty()) {
            throw new MalformedInputException(file.toString(), "the graph has no nodes");
        }
        Optional<String> chosen = choose();
        chosen.map(graph.signatures()::get).ifPresent(this::check);
        GraphVariables variables =
                GraphVariables.of(
                        graph.graph(),
                        checkpoint
                                .<Variables>map(Checkpoint::open)
                                .orElseGet(() -> GraphVariables.beside(prefix)),
                        graph.saver(),
                        graph.objects());
        return new TfModel(
                path,
                format,
                FillTablesFromCheckpoint.in(graph.graph(), variables.tables(), variables.values()),
                variables.values(),
                variables.keys(),
                graph.tags(),
                graph.signatures(),
                chosen,
                collections(),
                remarks);
    }

    // Signatures

    private Optional<String> choose() {
        Map<String, Signature> all = graph.signatures();
        if (wanted.isPresent()) {
            if (!all.containsKey(wanted.get())) {
                throw new MalformedInputException(
                        file.toString(),
                        "there is no signature '" + wanted.get() + "'",
                        all.isEmpty()
                                ? "The model has none."
                                : "There " + (all.size() == 1 ? "is " : "are ") + names(all) + ".");
            }
            return wanted;
        }
        if (all.containsKey(Signature.DEFAULT)) {
            return Optional.of(Signature.DEFAULT);
        }
        if (all.size() == 1) {
            return Optional.of(all.keySet().iterator().next());
        }
        if (!all.isEmpty()) {
            remarks.add(
                    "None of the signatures "
                            + names(all)
                            + " is called '"
                            + Signature.DEFAULT
                            + "', and none was chosen.");
        }
        return Optional.empty();
    }

    private static String names(Map<String, Signature> all) {
        return all.keySet().stream()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
    }

    /// A signature promises tensors; all of them have to exist.
    private void check(Signature signature) {
        Problems problems = new Problems(file.toString());
        signature
                .inputs()
                .forEach((key, port) -> check(problems, signature, "input '" + key + "'", port));
        signature
                .outputs()
                .forEach((key, port) -> check(problems, signature, "output '" + key + "'", port));
        problems.throwIfAny();
    }

    private void check(Problems problems, Signature signature, String what, Signature.Port port) {
        TfEdge edge = TfEdge.parse(port.tensor());
        Optional<TfNode> node = graph.graph().node(edge.node());
        boolean beyond =
                node.filter(found -> found.op().startsWith("Placeholder")).isPresent()
                        && edge.index() > 0;
        if (edge.control() || node.isEmpty() || beyond) {
            problems.malformed(
                    "signature '" + signature.name() + "'",
                    "its "
                            + what
                            + " is the tensor '"
                            + port.tensor()
                            + "', which is not in the graph");
        }
    }

    // Collections

    private Map<String, List<String>> collections() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        graph.collections()
                .forEach((name, collection) ->
                        names.put(
                                name,
                                collection.messages().isEmpty()
                                        ? collection.names()
                                        : OF_VARIABLES.contains(name)
                                                ? variables(collection.messages())
                                                : texts(collection.messages())));
        return names;
    }

    /// Names that a program has put into a collection are kept like messages.
    private static List<String> texts(List<byte[]> messages) {
        return messages.stream()
                .filter(Content::isText)
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .toList();
    }

    /// The names in `VariableDef` messages.
    private static List<String> variables(List<byte[]> messages) {
        List<String> names = new ArrayList<>();
        for (byte[] message : messages) {
            WireReader in = WireReader.of(message);
            try {
                while (in.next()) {
                    switch (in.tag()) {
                        case 1 << 3 | WireReader.BYTES -> names.add(in.text());
                        default -> in.skip();
                    }
                }
            } catch (WireException _) {
                // A collection is advice; nothing is computed from it.
            }
        }
        return names;
    }
}
