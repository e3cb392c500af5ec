package org.tf2ov.tf.pass;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfNode;

/// The numbers of outputs that a function's body calls by name: `top:indices:0` is output 1 of a
/// `TopKV2`.
///
/// Source: the operation definitions of TensorFlow 2.21 and 1.15; `scripts/oracle/op_outputs.py`
/// wrote them down. An operation that is not there has one named output.
public final class OutputArguments {
    /// @param count the attribute that says how many tensors it is, or empty
    private record Argument(String name, String count) {}

    private static final class Table {
        private static final Map<String, List<Argument>> ALL = read();
    }

    /// Operations that have one output.
    private static final class Single {
        private static final Map<String, Argument> ALL = readSingle();
    }

    private OutputArguments() {}

    /// The number of an output among all of its node.
    ///
    /// @return nothing if the operation has no output of that name
    static Optional<Integer> number(TfNode node, TfEdge edge) {
        List<Argument> arguments = Table.ALL.get(node.op());
        if (edge.output().isEmpty() || arguments == null) {
            return Optional.of(edge.index());
        }
        long before = 0;
        for (Argument argument : arguments) {
            if (argument.name().equals(edge.output())) {
                long number = before + edge.index();
                return number > Integer.MAX_VALUE ? Optional.empty() : Optional.of((int) number);
            }
            before += argument.count().isEmpty() ? 1 : count(node, argument.count());
        }
        return Optional.empty();
    }

    /// How a function's body calls an output of a node.
    public static TfEdge named(TfNode node, int number) {
        Argument single = Single.ALL.get(node.op());
        if (single != null) {
            return new TfEdge(node.name(), single.name(), number, false);
        }
        long before = 0;
        for (Argument argument : Table.ALL.getOrDefault(node.op(), List.of())) {
            long count = argument.count().isEmpty() ? 1 : count(node, argument.count());
            if (number < before + count) {
                int index = (int) (number - before);
                return new TfEdge(node.name(), argument.name(), index, false);
            }
            before += count;
        }
        // An operation of the user's own: it can be converted, if not run in TensorFlow.
        return TfEdge.of(node.name(), number);
    }

    private static long count(TfNode node, String attribute) {
        return switch (node.attributes().get(attribute)) {
            case TfAttribute.Whole(long number) -> Math.clamp(number, 0, Integer.MAX_VALUE);
            case TfAttribute.Items items -> items.size();
            case null, default -> 0;
        };
    }

    private static Map<String, List<Argument>> read() {
        Map<String, List<Argument>> all = new HashMap<>();
        for (List<String> words : lines("outputs.txt")) {
            all.put(
                    words.getFirst(),
                    words.subList(1, words.size()).stream()
                            .map(OutputArguments::argument)
                            .toList());
        }
        return all;
    }

    private static Map<String, Argument> readSingle() {
        Map<String, Argument> all = new HashMap<>();
        for (List<String> words : lines("output.txt")) {
            Argument argument = argument(words.getFirst());
            words.subList(1, words.size()).forEach(op -> all.put(op, argument));
        }
        return all;
    }

    private static Argument argument(String word) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new Argument(word, "")
                : new Argument(word.substring(0, equals), word.substring(equals + 1));
    }

    private static List<List<String>> lines(String file) {
        try (InputStream in = OutputArguments.class.getResourceAsStream(file);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> List.of(line.split(" "))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
