package org.tf2ov.tf.pass;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
final class OutputArguments {
    /// @param count the attribute that says how many tensors it is, or empty
    private record Argument(String name, String count) {}

    private static final class Table {
        private static final Map<String, List<Argument>> ALL = read();
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

    private static long count(TfNode node, String attribute) {
        return switch (node.attributes().get(attribute)) {
            case TfAttribute.Whole(long number) -> Math.clamp(number, 0, Integer.MAX_VALUE);
            case TfAttribute.Items items -> items.size();
            case null, default -> 0;
        };
    }

    private static Map<String, List<Argument>> read() {
        Map<String, List<Argument>> all = new HashMap<>();
        try (InputStream in = OutputArguments.class.getResourceAsStream("outputs.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> words = List.of(line.split(" "));
                List<Argument> arguments = new ArrayList<>();
                for (String word : words.subList(1, words.size())) {
                    int equals = word.indexOf('=');
                    arguments.add(
                            equals < 0
                                    ? new Argument(word, "")
                                    : new Argument(
                                            word.substring(0, equals), word.substring(equals + 1)));
                }
                all.put(words.getFirst(), List.copyOf(arguments));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
