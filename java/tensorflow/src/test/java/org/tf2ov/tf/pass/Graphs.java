package org.tf2ov.tf.pass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tf2ov.tensor.Bytes;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.Format;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfAttribute;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfFunction;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfModel;
import org.tf2ov.tf.TfNode;
import org.tf2ov.tf.TfTensor;
import org.tf2ov.tf.Variables;

/// Graphs, functions and models, written down shortly.
///
///     y = MatMul(x, w:1, ^init) T=float f=@dense branches=[@a,@b] shape=[1,?] value=2.5 types=float,int32 n=3 flag=true of=$T
///
/// In functions, edges name outputs: `top:indices:0`.
final class Graphs {
    private Graphs() {}

    /// One node a line.
    static List<TfNode> nodes(String text) {
        return nodes(text, false);
    }

    static List<TfNode> nodes(String text, boolean inFunction) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> node(line, inFunction))
                .toList();
    }

    /// `f(x:float, w:resource, n*N:float, T:list(type)) -> (y:float = m:product:0)`, then nodes.
    static TfFunction function(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        String head = lines.getFirst();
        String name = head.substring(0, head.indexOf('('));
        String inputs = head.substring(head.indexOf('(') + 1, head.indexOf(") ->"));
        String outputs = head.substring(head.indexOf("-> (") + 4, head.lastIndexOf(')'));
        List<TfFunction.Argument> results = new ArrayList<>();
        Map<String, TfEdge> returns = new TreeMap<>();
        Map<String, String> controlReturns = new TreeMap<>();
        List<TfFunction.Parameter> parameters = new ArrayList<>();
        for (String output : split(outputs)) {
            List<String> sides = List.of(output.split(" = "));
            if (sides.get(1).startsWith("^")) {
                controlReturns.put(sides.get(0), sides.get(1).substring(1));
            } else {
                results.add(argument(sides.get(0), parameters));
                returns.put(results.getLast().name(), TfEdge.parseInFunction(sides.get(1)));
            }
        }
        List<TfFunction.Argument> arguments =
                split(inputs).stream().map(input -> argument(input, parameters)).toList();
        return new TfFunction(
                name,
                arguments,
                results,
                List.copyOf(controlReturns.keySet()),
                lines.subList(1, lines.size()).stream().map(line -> node(line, true)).toList(),
                returns,
                controlReturns,
                Map.of(),
                Map.of(),
                parameters,
                false);
    }

    private static TfFunction.Argument argument(
            String text, List<TfFunction.Parameter> parameters) {
        String name = text.substring(0, text.indexOf(':'));
        String type = text.substring(text.indexOf(':') + 1);
        String number = "";
        if (name.contains("*")) {
            number = name.substring(name.indexOf('*') + 1);
            name = name.substring(0, name.indexOf('*'));
        }
        if (type.startsWith("[")) {
            return new TfFunction.Argument(
                    name, 0, "", "", type.substring(1, type.length() - 1), false);
        }
        if (type.startsWith("$")) {
            parameters.add(new TfFunction.Parameter(type.substring(1), "type", Optional.empty()));
            return new TfFunction.Argument(name, 0, type.substring(1), number, "", false);
        }
        int value = DataType.ofName(type).orElseThrow().number();
        return new TfFunction.Argument(name, value, "", number, "", false);
    }

    private static TfNode node(String line, boolean inFunction) {
        String name = line.substring(0, line.indexOf(" = ")).strip();
        String rest = line.substring(line.indexOf(" = ") + 3);
        String op = rest.substring(0, rest.indexOf('('));
        List<TfEdge> inputs =
                split(rest.substring(rest.indexOf('(') + 1, rest.indexOf(')'))).stream()
                        .map(inFunction ? TfEdge::parseInFunction : TfEdge::parse)
                        .toList();
        Map<String, TfAttribute> attributes = new TreeMap<>();
        for (String item : List.of(rest.substring(rest.indexOf(')') + 1).strip().split(" "))) {
            if (!item.isEmpty()) {
                int equals = item.indexOf('=');
                attributes.put(item.substring(0, equals), attribute(item.substring(equals + 1)));
            }
        }
        return new TfNode(name, op, inputs, attributes);
    }

    private static List<String> split(String list) {
        return list.isBlank() ? List.of() : List.of(list.strip().split(", ?"));
    }

    private static TfAttribute attribute(String word) {
        if (word.startsWith("@")) {
            return called(word);
        }
        if (word.startsWith("$")) {
            return new TfAttribute.Placeholder(word.substring(1));
        }
        if (word.startsWith("'")) {
            return new TfAttribute.Text(word.substring(1, word.length() - 1));
        }
        if (word.startsWith("[@")) {
            return new TfAttribute.Items(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    split(word.substring(1, word.length() - 1)).stream()
                            .map(Graphs::called)
                            .toList());
        }
        if (word.startsWith("[")) {
            return new TfAttribute.Shape(shape(word));
        }
        if (word.equals("true") || word.equals("false")) {
            return new TfAttribute.Flag(Boolean.parseBoolean(word));
        }
        if (word.startsWith("tensor:")) {
            return new TfAttribute.Tensor(tensor(word.substring(7)));
        }
        if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '-') {
            return word.contains(".")
                    ? new TfAttribute.Real(Float.parseFloat(word))
                    : new TfAttribute.Whole(Long.parseLong(word));
        }
        if (word.endsWith(",") || word.contains(",")) {
            return TfAttribute.Items.types(
                    split(word).stream().map(type -> DataType.ofName(type).orElseThrow()).toList());
        }
        return new TfAttribute.Type(DataType.ofName(word).orElseThrow());
    }

    /// `@f` or `@f<T=float>`.
    private static TfAttribute.Function called(String word) {
        int bracket = word.indexOf('<');
        if (bracket < 0) {
            return new TfAttribute.Function(word.substring(1), Map.of());
        }
        String inner = word.substring(bracket + 1, word.length() - 1);
        int equals = inner.indexOf('=');
        return new TfAttribute.Function(
                word.substring(1, bracket),
                Map.of(inner.substring(0, equals), attribute(inner.substring(equals + 1))));
    }

    private static PartialShape shape(String word) {
        return PartialShape.of(
                split(word.substring(1, word.length() - 1)).stream()
                        .mapToLong(size -> size.equals("?") ? -1 : Long.parseLong(size))
                        .toArray());
    }

    /// `true`, `3`, `2.5`, or `float[2,3]`, which is zero.
    static TfTensor tensor(String word) {
        if (word.contains("[")) {
            DataType type = DataType.ofName(word.substring(0, word.indexOf('['))).orElseThrow();
            return zeros(type, shape(word.substring(word.indexOf('['))));
        }
        if (word.equals("true") || word.equals("false")) {
            byte[] flag = {(byte) (word.equals("true") ? 1 : 0)};
            return TfTensor.of(DataType.BOOL, PartialShape.SCALAR, new Bytes.InMemory(flag));
        }
        boolean real = word.contains(".");
        int bits = real ? Float.floatToIntBits(Float.parseFloat(word)) : Integer.parseInt(word);
        byte[] bytes = {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)};
        return TfTensor.of(
                real ? DataType.FLOAT : DataType.INT32,
                PartialShape.SCALAR,
                new Bytes.InMemory(bytes));
    }

    static TfTensor zeros(DataType type, PartialShape shape) {
        return TfTensor.of(type, shape, new Bytes.InMemory(new byte[0]));
    }

    static TfGraph graph(String nodes, TfFunction... functions) {
        return new TfGraph(nodes(nodes), List.of(functions), TfGraph.Versions.UNKNOWN);
    }

    /// A model whose checkpoint holds these values.
    static TfModel model(TfGraph graph, Map<String, TfTensor> values) {
        return new TfModel(
                Path.of("model"),
                Format.META_GRAPH,
                graph,
                values.isEmpty() ? Variables.NONE : variables(values),
                Map.of(),
                Set.of(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    /// The same with a signature: keys are the names of the tensors.
    static TfModel withSignature(TfModel model, List<String> inputs, List<String> outputs) {
        Signature signature =
                new Signature("serving_default", "predict", ports(inputs), ports(outputs));
        return new TfModel(
                model.path(),
                model.format(),
                model.graph(),
                model.variables(),
                model.variableKeys(),
                model.tags(),
                Map.of("serving_default", signature),
                Optional.of("serving_default"),
                model.collections(),
                model.remarks());
    }

    private static Map<String, Signature.Port> ports(List<String> tensors) {
        Map<String, Signature.Port> ports = new LinkedHashMap<>();
        tensors.forEach(tensor ->
                ports.put(
                        tensor, new Signature.Port(tensor, DataType.FLOAT, PartialShape.DYNAMIC)));
        return ports;
    }

    private static Variables variables(Map<String, TfTensor> values) {
        return new Variables() {
            @Override
            public Collection<String> keys() {
                return values.keySet();
            }

            @Override
            public Optional<TfTensor> value(String key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public String place() {
                return "model.index";
            }
        };
    }

    /// A frozen graph, one node a line without attributes: `y = MatMul(x, w)`, and a line for the
    /// head of each function.
    static String text(FrozenModel model) {
        StringBuilder text = new StringBuilder();
        append(text, model.graph().nodes(), "");
        model.graph()
                .functions()
                .values()
                .forEach(function -> {
                    text.append(function.name())
                            .append(':')
                            .append(function.returns())
                            .append('\n');
                    append(text, function.nodes(), "  ");
                });
        return text.toString();
    }

    private static void append(StringBuilder text, List<TfNode> nodes, String indent) {
        for (TfNode node : nodes) {
            List<String> inputs = node.inputs().stream().map(TfEdge::toString).toList();
            text.append(indent)
                    .append(node.name())
                    .append(" = ")
                    .append(node.op())
                    .append('(')
                    .append(String.join(", ", inputs))
                    .append(")\n");
        }
    }
}
