package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Parameter;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.Weights;

/// Reads the expressions of `op-shapes.tsv`, whose form `scripts/oracle/op_shapes.py` explains, and
/// writes what was inferred as that script does.
final class Expressions {
    private final GraphBuilder g = new GraphBuilder();
    private final String text;
    private int at;

    private Expressions(String text) {
        this.text = text;
    }

    /// What is known of each output of the outermost operation.
    static List<Fact> infer(String text) {
        Expressions reader = new Expressions(text);
        Value value = reader.expression();
        if (reader.at != text.length()) {
            throw reader.error("expected the end");
        }
        return value.node().facts();
    }

    static String print(List<Fact> facts) {
        return facts.stream().map(Expressions::print).collect(Collectors.joining(" "));
    }

    private static String print(Fact fact) {
        return fact.type()
                + fact.elements()
                        .filter(known -> fact.type().element().isInteger() && !known.isEmpty())
                        .map(known ->
                                known.stream()
                                        .map(element -> print(fact.type().element(), element))
                                        .collect(Collectors.joining(",", "{", "}")))
                        .orElse("");
    }

    private static String print(ElementType type, Dimension element) {
        if (element.isStatic()) {
            return Long.toString(element.value());
        }
        long least = type.isSigned() ? -1L << (type.bits() - 1) : Long.MIN_VALUE;
        long most = type.isSigned() ? ~least : type.bits() == 64 ? -1 : (1L << type.bits()) - 1;
        String low = element.min() <= least ? "" : Long.toString(element.min());
        String high =
                element.isUnbounded() || element.max() == most ? "" : Long.toString(element.max());
        return low + ".." + high;
    }

    private Value expression() {
        if (!text.startsWith("opset", at)) {
            return leaf();
        }
        String name = until("[(");
        Map<String, String> attributes = new HashMap<>();
        if (takes("[")) {
            for (String pair : until("]").split(";", -1)) {
                int equals = pair.indexOf('=');
                attributes.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
            expect("]");
        }
        expect("(");
        List<Value> inputs = new ArrayList<>();
        while (!takes(")")) {
            if (!inputs.isEmpty()) {
                expect(",");
            }
            inputs.add(expression());
        }
        List<Value> outputs = g.addAll("", operation(name, attributes, inputs), inputs);
        return outputs.get(takes(":") ? Integer.parseInt(until("),")) : 0);
    }

    /// The operation of that name. A [Transpose] by a known order takes it from the inputs.
    private Op operation(String name, Map<String, String> attributes, List<Value> inputs) {
        if (name.equals("opset1.Transpose")) {
            long[] order =
                    inputs.get(1).shape().hasRank(1)
                            ? inputs.get(1).longs().orElse(new long[0])
                            : new long[0];
            if (order.length == 0) {
                return new TransposeBy();
            }
            inputs.removeLast();
            return new Transpose(Arrays.stream(order).mapToObj(Math::toIntExact).toList());
        }
        List<Class<? extends Op>> records = IrRecords.ALL.getOrDefault(name, List.of());
        if (records.size() != 1) {
            throw error(name + " may be one of " + records);
        }
        return IrRecords.make(records.getFirst(), attributes);
    }

    private Value leaf() {
        ElementType element = ElementType.ofIrName(until("[")).orElseThrow();
        expect("[");
        PartialShape shape = shape(until("]"));
        expect("]");
        if (!takes("{")) {
            return g.add(new Parameter(new TensorType(element, shape)));
        }
        List<String> words = words(until("}"));
        expect("}");
        int count = (int) shape.elementCount().value();
        List<String> all =
                IntStream.range(0, count)
                        .mapToObj(i -> words.get(words.size() == 1 ? 0 : i))
                        .toList();
        return g.constant(
                element.isFloat()
                        ? Weights.ofReals(
                                element,
                                shape.toArray(),
                                all.stream().mapToDouble(Double::parseDouble).toArray())
                        : Weights.ofLongs(
                                element,
                                shape.toArray(),
                                all.stream().mapToLong(Long::parseLong).toArray()));
    }

    /// `2,?,3..8` or `...`.
    static PartialShape shape(String text) {
        return text.equals("...")
                ? PartialShape.DYNAMIC
                : PartialShape.of(words(text).stream().map(Expressions::dimension).toList());
    }

    private static Dimension dimension(String word) {
        int dots = word.indexOf("..");
        if (word.equals("?")) {
            return Dimension.ANY;
        } else if (dots < 0) {
            return Dimension.of(Long.parseLong(word));
        }
        String low = word.substring(0, dots);
        String high = word.substring(dots + 2);
        return new Dimension(
                low.isEmpty() ? 0 : Long.parseLong(low),
                high.isEmpty() ? Dimension.UNBOUNDED : Long.parseLong(high));
    }

    private static List<String> words(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
    }

    private boolean takes(String token) {
        boolean found = text.startsWith(token, at);
        at += found ? token.length() : 0;
        return found;
    }

    private void expect(String token) {
        if (!takes(token)) {
            throw error("expected " + token);
        }
    }

    private String until(String ends) {
        int end = at;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String found = text.substring(at, end);
        at = end;
        return found;
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException(what + " at " + at + " of " + text);
    }
}
