package org.tf2ov.graph;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.MappedFile;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Quantization;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tensor.TiledBytes;
import org.tf2ov.tensor.Weights;

/// Graphs as text, one line a node, and back.
///
///     x = Parameter[type=f32[1,?,8,3]]() : f32[1,?,8,3] as ["x", "x:0"]
///     %1 = Constant[weights=i64[4][0, 3, 1, 2]]() : i64[4]
///     y = Relu[](x) : f32[1,?,8,3]
///     return [y]
///
/// Nodes without a name are numbered, names used more than once are told apart by `#2`, `#3`, and names with other than
/// ordinary characters are quoted. `s:1` is the second output of `s`. Constants of a mapped file are written as file, offset
/// and size, and are mapped again when the text is read.
public final class GraphText {
    private GraphText() {}

    /// The text of a graph.
    public static String print(Graph graph) {
        Map<Node, String> ids = new HashMap<>();
        Map<String, Integer> taken = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Node node : graph.nodes()) {
            String id = "%" + ids.size();
            if (!node.name().isEmpty()) {
                int count = taken.merge(node.name(), 1, Integer::sum);
                id = quoteIfNeeded(node.name()) + (count == 1 ? "" : "#" + count);
            }
            ids.put(node, id);
            text.append(id).append(" = ").append(print(node.op()));
            text.append(
                    node.inputs().stream()
                            .map(input -> reference(ids, input))
                            .collect(Collectors.joining(", ", "(", ")")));
            text.append(
                    node.facts().stream()
                            .map(fact -> fact.type().toString())
                            .collect(Collectors.joining(", ", " : ", "")));
            List<Value> outputs = node.outputs();
            if (outputs.stream().anyMatch(output -> !graph.namesOf(output).isEmpty())) {
                text.append(
                        outputs.stream()
                                .map(output ->
                                        graph.namesOf(output).stream()
                                                .map(GraphText::quote)
                                                .collect(Collectors.joining(", ", "[", "]")))
                                .collect(Collectors.joining(", ", " as ", "")));
            }
            text.append('\n');
        }
        return text.append("return ")
                .append(
                        graph.results().stream()
                                .map(result -> reference(ids, result))
                                .collect(Collectors.joining(", ", "[", "]")))
                .append('\n')
                .toString();
    }

    /// The text of an operation: `Transpose[order=[0, 3, 1, 2]]`.
    public static String print(Op op) {
        return Arrays.stream(op.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + print(valueOf(component, op)))
                .collect(Collectors.joining(", ", op.getClass().getSimpleName() + "[", "]"));
    }

    /// Reads a graph.
    ///
    /// @param text what [#print(Graph)] wrote
    /// @param operations finds the record of an operation by its name
    /// @throws IllegalArgumentException with line and column, if the text is something else
    public static Graph parse(String text, Function<String, Class<? extends Op>> operations) {
        GraphBuilder builder = new GraphBuilder();
        Map<String, Node> nodes = new HashMap<>();
        List<Value> parameters = new ArrayList<>();
        Scanner in = new Scanner(text);
        while (!in.takes("return ")) {
            String id = in.id();
            in.expect(" = ");
            Op op = in.op(operations);
            List<Value> inputs = in.list("(", ")", () -> in.value(nodes));
            String name = in.nameOf(id);
            Node node = builder.add(name, op, inputs).node();
            in.expect(" : ");
            for (int i = 0; i < node.facts().size(); i++) {
                if (i > 0) {
                    in.expect(", ");
                }
                TensorType written = in.tensorType();
                if (!written.equals(node.facts().get(i).type())) {
                    throw in.error(
                            "the type says " + written + " but is " + node.facts().get(i).type());
                }
            }
            if (in.takes(" as ")) {
                for (int i = 0; i < node.facts().size(); i++) {
                    if (i > 0) {
                        in.expect(", ");
                    }
                    Value output = node.output(i);
                    in.list("[", "]", in::quoted).forEach(alias -> builder.alias(output, alias));
                }
            }
            in.expect("\n");
            nodes.put(id, node);
            if (op instanceof Parameter) {
                parameters.add(node.output(0));
            }
        }
        List<Value> results = in.list("[", "]", () -> in.value(nodes));
        Map<Value, SortedSet<String>> names = new HashMap<>();
        builder.tensorNames().forEach((value, all) -> names.put(value, new TreeSet<>(all)));
        return new Graph(parameters, results, names);
    }

    private static String reference(Map<Node, String> ids, Value value) {
        return ids.get(value.node()) + (value.index() == 0 ? "" : ":" + value.index());
    }

    private static Object valueOf(RecordComponent component, Op op) {
        try {
            return component.getAccessor().invoke(op);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(op.getClass() + " must be a public record", e);
        }
    }

    private static String print(Object value) {
        return switch (value) {
            case String text -> quote(text);
            case List<?> list ->
                    list.stream().map(GraphText::print).collect(Collectors.joining(", ", "[", "]"));
            case PartialShape shape -> "[" + shape + "]";
            case Graph body -> "{" + print(body).strip().replace("\n", "; ") + "}";
            case Enum<?> constant when !(constant instanceof ElementType) -> constant.name();
            default -> value.toString();
        };
    }

    private static String quoteIfNeeded(String name) {
        boolean ordinary =
                Character.isLetter(name.charAt(0))
                        && name.chars()
                                .allMatch(c ->
                                        c < 128
                                                && (Character.isLetterOrDigit(c)
                                                        || "_./-".indexOf(c) >= 0));
        return ordinary ? name : quote(name);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /// Reads the text from left to right.
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        IllegalArgumentException error(String what) {
            int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
            int column = at - text.lastIndexOf('\n', at - 1);
            return new IllegalArgumentException(
                    "line " + line + ", column " + column + ": " + what);
        }

        boolean takes(String token) {
            if (text.startsWith(token, at)) {
                at += token.length();
                return true;
            }
            return false;
        }

        void expect(String token) {
            if (!takes(token)) {
                throw error("expected '" + token.replace("\n", "end of line") + "'");
            }
        }

        String until(String stops) {
            int start = at;
            while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        String quoted() {
            expect("\"");
            StringBuilder result = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                char c = text.charAt(at++);
                if (c == '\\' && at < text.length()) {
                    char escaped = text.charAt(at++);
                    c = escaped == 'n' ? '\n' : escaped;
                }
                result.append(c);
            }
            expect("\"");
            return result.toString();
        }

        /// A node's id, as it is written: the quotes and the `#2` belong to it.
        String id() {
            int start = at;
            if (text.startsWith("\"", at)) {
                quoted();
            }
            until(" ,:)]\n");
            return text.substring(start, at);
        }

        String nameOf(String id) {
            if (id.startsWith("%")) {
                return "";
            }
            if (id.startsWith("\"")) {
                return new Scanner(id).quoted();
            }
            int mark = id.indexOf('#');
            return mark < 0 ? id : id.substring(0, mark);
        }

        Value value(Map<String, Node> nodes) {
            String id = id();
            Node node = nodes.get(id);
            if (node == null) {
                throw error("no node " + id + " stands above");
            }
            int index = takes(":") ? Integer.parseInt(until(" ,)]")) : 0;
            if (index >= node.facts().size()) {
                throw error(id + " has no output " + index);
            }
            return node.output(index);
        }

        <T> List<T> list(String open, String close, java.util.function.Supplier<T> element) {
            List<T> elements = new ArrayList<>();
            expect(open);
            while (!takes(close)) {
                if (!elements.isEmpty()) {
                    expect(", ");
                }
                elements.add(element.get());
            }
            return elements;
        }

        Op op(Function<String, Class<? extends Op>> operations) {
            String name = until("[");
            Class<? extends Op> type =
                    switch (name) {
                        case "Parameter" -> Parameter.class;
                        case "Constant" -> Constant.class;
                        default -> operations.apply(name);
                    };
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            expect("[");
            for (int i = 0; i < components.length; i++) {
                if (i > 0) {
                    expect(", ");
                }
                expect(components[i].getName() + "=");
                types[i] = components[i].getType();
                values[i] = attribute(components[i].getGenericType());
            }
            expect("]");
            try {
                return type.getDeclaredConstructor(types).newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " must be a public record", e);
            }
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        Object attribute(Type type) {
            if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
                return list("[", "]", () -> attribute(list.getActualTypeArguments()[0]));
            }
            Class<?> raw = (Class<?>) type;
            if (raw == String.class) {
                return quoted();
            } else if (raw == TensorType.class) {
                return tensorType();
            } else if (raw == PartialShape.class) {
                return shape();
            } else if (raw == Weights.class) {
                return weights();
            }
            String word = until(",]");
            if (raw == int.class || raw == Integer.class) {
                return Integer.valueOf(word);
            } else if (raw == long.class || raw == Long.class) {
                return Long.valueOf(word);
            } else if (raw == float.class || raw == Float.class) {
                return Float.valueOf(word);
            } else if (raw == double.class || raw == Double.class) {
                return Double.valueOf(word);
            } else if (raw == boolean.class || raw == Boolean.class) {
                return Boolean.valueOf(word);
            } else if (raw == ElementType.class) {
                return elementType(word);
            } else if (raw.isEnum()) {
                return Enum.valueOf((Class) raw, word);
            }
            throw error("attributes of " + raw + " have no text form");
        }

        ElementType elementType(String word) {
            return ElementType.ofIrName(word)
                    .orElseThrow(() -> error("there is no element type " + word));
        }

        TensorType tensorType() {
            return new TensorType(elementType(until("[")), shape());
        }

        PartialShape shape() {
            expect("[");
            if (takes("...]")) {
                return PartialShape.DYNAMIC;
            }
            List<Dimension> dimensions = new ArrayList<>();
            while (!takes("]")) {
                if (!dimensions.isEmpty()) {
                    expect(",");
                }
                dimensions.add(dimension(until(",]")));
            }
            return PartialShape.of(dimensions);
        }

        Dimension dimension(String word) {
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

        Weights weights() {
            if (takes("permute(")) {
                Weights inner = weights();
                expect(", ");
                List<Integer> order = list("[", "]", () -> Integer.valueOf(until(",]")));
                expect(")");
                return new Weights.Permuted(inner, order);
            } else if (takes("reshape(")) {
                Weights inner = weights();
                expect(", ");
                PartialShape shape = shape();
                expect(")");
                return new Weights.Reshaped(inner, shape);
            } else if (takes("convert(")) {
                Weights inner = weights();
                expect(", ");
                ElementType element = elementType(until(")"));
                expect(")");
                return new Weights.Converted(inner, element);
            } else if (takes("scale(")) {
                Weights inner = weights();
                expect(", ");
                int axis = Integer.parseInt(until(","));
                expect(", ");
                List<Float> factors = list("[", "]", () -> Float.valueOf(until(",]")));
                expect(")");
                return new Weights.Scaled(inner, axis, factors);
            } else if (takes("quantize(")) {
                Weights inner = weights();
                expect(", ");
                int axis = Integer.parseInt(until(","));
                expect(", ");
                List<Quantization> channels = list("[", "]", () -> Quantization.parse(until(",]")));
                expect(", ");
                ElementType element = elementType(until(")"));
                expect(")");
                return new Weights.Quantized(inner, axis, channels, element);
            } else if (takes("splat(")) {
                TensorType type = tensorType();
                expect(", ");
                Bytes element = bytes();
                expect(")");
                return new Weights.Splat(element, type);
            }
            TensorType type = tensorType();
            if (text.startsWith("[", at)) {
                long[] elements =
                        list("[", "]", () -> Long.valueOf(until(",]"))).stream()
                                .mapToLong(Long::longValue)
                                .toArray();
                return Weights.ofLongs(type.element(), type.shape().toArray(), elements);
            }
            expect("(");
            Bytes bytes = bytes();
            expect(")");
            return new Weights.Stored(bytes, type);
        }

        Bytes bytes() {
            if (takes("0x")) {
                return new Bytes.InMemory(HexFormat.of().parseHex(until(")")));
            } else if (takes("tiles(")) {
                int elementBytes = Integer.parseInt(until(","));
                expect(", ");
                List<Long> shape = longs();
                List<TiledBytes.Tile> tiles = new ArrayList<>();
                while (!takes(")")) {
                    expect(tiles.isEmpty() ? ", " : "; ");
                    tiles.add(tile());
                }
                return new TiledBytes(elementBytes, shape, tiles);
            }
            Path path = Path.of(quoted());
            expect("@");
            long offset = Long.parseLong(until("+"));
            expect("+");
            return new Bytes.InFile(MappedFile.open(path), offset, Long.parseLong(until(")")));
        }

        TiledBytes.Tile tile() {
            expect("(");
            Bytes source = bytes();
            expect(") ");
            List<Long> shape = longs();
            expect(" ");
            List<Long> from = longs();
            expect(" ");
            List<Long> to = longs();
            expect(" ");
            return new TiledBytes.Tile(source, shape, from, to, longs());
        }

        List<Long> longs() {
            return list("[", "]", () -> Long.valueOf(until(",]")));
        }
    }
}
