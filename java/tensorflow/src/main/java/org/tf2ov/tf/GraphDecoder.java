package org.tf2ov.tf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tf2ov.problem.Problems;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.wire.ShapeParts;
import org.tf2ov.tf.wire.TensorParts;
import org.tf2ov.tf.wire.WireException;
import org.tf2ov.tf.wire.WireReader;

/// Decodes a `GraphDef` in one walk over its bytes.
///
/// Messages that protocol buffers would merge when they occur more than once are collected in parts
/// (`AttributeParts`, [TensorParts]) that know how to go on, and built when their surroundings end.
///
/// Source: `tensorflow/core/framework/graph.proto`, `node_def.proto`, `attr_value.proto`,
/// `function.proto`, `op_def.proto`.
final class GraphDecoder {
    private static final int BYTES = WireReader.BYTES;
    private static final int VARINT = WireReader.VARINT;
    private static final int FIXED32 = WireReader.FIXED32;

    private final WireReader in;
    private final Problems problems;

    private final List<TfNode> nodes = new ArrayList<>();
    private final List<TfFunction> functions = new ArrayList<>();
    private int producer;
    private int minConsumer;
    private final List<Integer> badConsumers = new ArrayList<>();

    // The same few operations, attribute names, edges and shapes occur again and again.
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, TfEdge> edges = new HashMap<>();
    private final Map<PartialShape, PartialShape> shapes = new HashMap<>();

    private String functionName = "";
    private String nodeName = "";
    private final Map<String, String> wrongAttributes = new LinkedHashMap<>();

    GraphDecoder(WireReader in, Problems problems) {
        this.in = in;
        this.problems = problems;
    }

    /// Reads a `GraphDef`, to the end of the current message.
    ///
    /// @throws WireException if it is none; the message names the node where reading stopped
    void graph() {
        try {
            while (in.next()) {
                switch (in.tag()) {
                    case 1 << 3 | BYTES -> nodes.add(node(false));
                    case 2 << 3 | BYTES -> library();
                    case 4 << 3 | BYTES -> versions();
                    default -> in.skip();
                }
            }
        } catch (WireException e) {
            throw new WireException(e.offset(), e.getMessage() + whereItIs());
        }
    }

    /// What has been read.
    TfGraph build() {
        return new TfGraph(
                nodes, functions, new TfGraph.Versions(producer, minConsumer, badConsumers));
    }

    /// ` (in node 'x')`, for messages about where reading went wrong.
    private String whereItIs() {
        StringBuilder text = new StringBuilder();
        if (!functionName.isEmpty()) {
            text.append(" (in function '").append(functionName).append("')");
        }
        if (!nodeName.isEmpty()) {
            text.append(" (in node '").append(nodeName).append("')");
        } else if (!nodes.isEmpty()) {
            text.append(" (after node '").append(nodes.getLast().name()).append("')");
        }
        return text.toString();
    }

    private void versions() {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | VARINT -> producer = (int) in.varint();
                case 2 << 3 | VARINT -> minConsumer = (int) in.varint();
                case 3 << 3 | VARINT -> badConsumers.add((int) in.varint());
                case 3 << 3 | BYTES -> {
                    long message = in.enterNumbers();
                    while (in.hasMore()) {
                        badConsumers.add((int) in.varint());
                    }
                    in.leaveNumbers(message);
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    // Nodes

    private TfNode node(boolean inFunction) {
        nodeName = "";
        String op = "";
        String device = "";
        List<TfEdge> inputs = new ArrayList<>();
        Map<String, TfAttribute> attributes = new TreeMap<>();
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> nodeName = in.text();
                case 2 << 3 | BYTES -> op = word();
                case 3 << 3 | BYTES -> inputs.add(edge(inFunction));
                case 4 << 3 | BYTES -> device = word();
                case 5 << 3 | BYTES -> attribute(attributes);
                default -> in.skip();
            }
        }
        in.leave(outer);
        TfNode node = new TfNode(nodeName, op, inputs, attributes, device);
        reportWrongAttributes(node.place());
        nodeName = "";
        return node;
    }

    private TfEdge edge(boolean inFunction) {
        String text = in.text();
        return inFunction
                ? TfEdge.parseInFunction(text)
                : edges.computeIfAbsent(text, TfEdge::parse);
    }

    private String word() {
        String word = in.text();
        String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }

    /// What cannot be told at once, because a node may have its name after its attributes. Names
    /// with an underscore are annotations that nothing depends on.
    private void reportWrongAttributes(String place) {
        wrongAttributes.forEach((name, what) -> {
            if (!name.startsWith("_")) {
                problems.malformed(
                        (functionName.isEmpty() ? "" : "function '" + functionName + "', ") + place,
                        "the attribute '" + name + "' " + what);
            }
        });
        wrongAttributes.clear();
    }

    // Attributes

    /// An `AttrValue`, of which only the last kind that was given counts.
    private static final class AttributeParts {
        private static final int LIST = 1;
        private static final int SHAPE = 7;
        private static final int TENSOR = 8;
        private static final int FUNCTION = 10;

        private int kind;
        private TfAttribute simple;
        private ItemsParts items;
        private ShapeParts shape;
        private TensorParts tensor;
        private FunctionParts function;

        /// @return whether the parts of this kind that are there already go on
        private boolean is(int other) {
            boolean same = kind == other;
            kind = other;
            return same;
        }

        private void simple(TfAttribute value) {
            kind = 0;
            simple = value;
        }
    }

    /// A `NameAttrList`.
    private static final class FunctionParts {
        private String name = "";
        private final Map<String, TfAttribute> attributes = new TreeMap<>();

        private TfAttribute.Function build() {
            return new TfAttribute.Function(name, attributes);
        }
    }

    /// An `AttrValue.ListValue`.
    private static final class ItemsParts {
        private List<TfAttribute.Text> texts = List.of();
        private final Numbers.Wholes integers = new Numbers.Wholes();
        private final Numbers.Reals reals = new Numbers.Reals();
        private List<Boolean> flags = List.of();
        private final Numbers.Wholes types = new Numbers.Wholes();
        private List<ShapeParts> shapes = List.of();
        private List<TensorParts> tensors = List.of();
        private List<FunctionParts> functions = List.of();
    }

    /// An entry of a map from names to attributes.
    private void attribute(Map<String, TfAttribute> attributes) {
        String name = "";
        AttributeParts parts = new AttributeParts();
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> name = word();
                case 2 << 3 | BYTES -> value(parts);
                default -> in.skip();
            }
        }
        in.leave(outer);
        TfAttribute value = build(name, parts);
        if (value == null || wrongAttributes.containsKey(name)) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    private void value(AttributeParts parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> {
                    parts.items = parts.is(AttributeParts.LIST) ? parts.items : new ItemsParts();
                    items(parts.items);
                }
                case 2 << 3 | BYTES -> parts.simple(new TfAttribute.Text(in.array()));
                case 3 << 3 | VARINT -> parts.simple(new TfAttribute.Whole(in.varint()));
                case 4 << 3 | FIXED32 -> parts.simple(new TfAttribute.Real(in.real32()));
                case 5 << 3 | VARINT -> parts.simple(new TfAttribute.Flag(in.flag()));
                case 6 << 3 | VARINT -> parts.simple(new TfAttribute.Type((int) in.varint()));
                case 7 << 3 | BYTES -> {
                    parts.shape = parts.is(AttributeParts.SHAPE) ? parts.shape : new ShapeParts();
                    parts.shape.read(in);
                }
                case 8 << 3 | BYTES -> {
                    parts.tensor =
                            parts.is(AttributeParts.TENSOR) ? parts.tensor : new TensorParts();
                    parts.tensor.read(in);
                }
                case 9 << 3 | BYTES -> parts.simple(new TfAttribute.Placeholder(in.text()));
                case 10 << 3 | BYTES -> {
                    parts.function =
                            parts.is(AttributeParts.FUNCTION)
                                    ? parts.function
                                    : new FunctionParts();
                    function(parts.function);
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private void function(FunctionParts parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> parts.name = word();
                case 2 << 3 | BYTES -> attribute(parts.attributes);
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private void items(ItemsParts parts) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 2 << 3 | BYTES ->
                        parts.texts = with(parts.texts, new TfAttribute.Text(in.array()));
                case 3 << 3 | VARINT -> parts.integers.append(in.varint());
                case 3 << 3 | BYTES -> {
                    long list = in.enterNumbers();
                    while (in.hasMore()) {
                        parts.integers.append(in.varint());
                    }
                    in.leaveNumbers(list);
                }
                case 4 << 3 | FIXED32 -> parts.reals.append(in.real32());
                case 4 << 3 | BYTES -> {
                    long list = in.enterNumbers();
                    while (in.hasMore()) {
                        parts.reals.append(in.real32());
                    }
                    in.leaveNumbers(list);
                }
                case 5 << 3 | VARINT -> parts.flags = with(parts.flags, in.flag());
                case 5 << 3 | BYTES -> {
                    long list = in.enterNumbers();
                    while (in.hasMore()) {
                        parts.flags = with(parts.flags, in.flag());
                    }
                    in.leaveNumbers(list);
                }
                case 6 << 3 | VARINT -> parts.types.append(in.varint());
                case 6 << 3 | BYTES -> {
                    long list = in.enterNumbers();
                    while (in.hasMore()) {
                        parts.types.append(in.varint());
                    }
                    in.leaveNumbers(list);
                }
                case 7 << 3 | BYTES -> {
                    ShapeParts shape = new ShapeParts();
                    shape.read(in);
                    parts.shapes = with(parts.shapes, shape);
                }
                case 8 << 3 | BYTES -> {
                    TensorParts tensor = new TensorParts();
                    tensor.read(in);
                    parts.tensors = with(parts.tensors, tensor);
                }
                case 9 << 3 | BYTES -> {
                    FunctionParts function = new FunctionParts();
                    function(function);
                    parts.functions = with(parts.functions, function);
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /// Appends; most lists stay empty and cost nothing.
    private static <T> List<T> with(List<T> list, T item) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(4) : list;
        longer.add(item);
        return longer;
    }

    /// @return nothing if the attribute has no value, or one that has been found to be wrong
    private TfAttribute build(String name, AttributeParts parts) {
        return switch (parts.kind) {
            case AttributeParts.LIST -> build(name, parts.items);
            case AttributeParts.SHAPE -> new TfAttribute.Shape(shape(name, parts.shape));
            case AttributeParts.TENSOR ->
                    tensor(name, parts.tensor).map(TfAttribute.Tensor::new).orElse(null);
            case AttributeParts.FUNCTION -> parts.function.build();
            default -> parts.simple;
        };
    }

    private TfAttribute.Items build(String name, ItemsParts parts) {
        TfAttribute.Items items =
                new TfAttribute.Items(
                        Collections.unmodifiableList(parts.texts),
                        parts.integers.build(),
                        parts.reals.build(),
                        Collections.unmodifiableList(parts.flags),
                        each(parts.types.build(), Long::intValue),
                        each(parts.shapes, shape -> shape(name, shape)),
                        parts.tensors.isEmpty()
                                ? List.of()
                                : parts.tensors.stream()
                                        .flatMap(tensor -> tensor(name, tensor).stream())
                                        .toList(),
                        each(parts.functions, FunctionParts::build));
        return items.size() == 0 ? TfAttribute.Items.EMPTY : items;
    }

    /// Streams are left to long lists: every convolution has several of these, mostly empty ones.
    private static <T, R> List<R> each(List<T> list, Function<T, R> function) {
        return list.isEmpty() ? List.of() : list.stream().map(function).toList();
    }

    private PartialShape shape(String name, ShapeParts parts) {
        try {
            PartialShape shape = parts.build();
            PartialShape known = shapes.putIfAbsent(shape, shape);
            return known == null ? shape : known;
        } catch (IllegalArgumentException e) {
            wrongAttributes.putIfAbsent(name, e.getMessage());
            return PartialShape.DYNAMIC;
        }
    }

    private Optional<TfTensor> tensor(String name, TensorParts parts) {
        try {
            return Optional.of(parts.build());
        } catch (IllegalArgumentException e) {
            wrongAttributes.putIfAbsent(name, "is a tensor that " + e.getMessage());
            return Optional.empty();
        }
    }

    // Functions

    private void library() {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> function();
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    /// The `OpDef` that is the signature of a function.
    private static final class Signature {
        private String name = "";
        private final List<TfFunction.Argument> inputs = new ArrayList<>();
        private final List<TfFunction.Argument> outputs = new ArrayList<>();
        private final List<String> controlOutputs = new ArrayList<>();
        private final List<TfFunction.Parameter> parameters = new ArrayList<>();
        private boolean stateful;
    }

    private void function() {
        functionName = "";
        Signature signature = new Signature();
        List<TfNode> body = new ArrayList<>();
        Map<String, TfEdge> returns = new TreeMap<>();
        Map<String, String> controlReturns = new TreeMap<>();
        Map<String, TfAttribute> attributes = new TreeMap<>();
        Map<Integer, Map<String, TfAttribute>> argumentAttributes = new TreeMap<>();
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> {
                    signature(signature);
                    functionName = signature.name;
                }
                case 3 << 3 | BYTES -> body.add(node(true));
                case 4 << 3 | BYTES -> {
                    Map.Entry<String, String> entry = entry();
                    returns.put(entry.getKey(), TfEdge.parseInFunction(entry.getValue()));
                }
                case 5 << 3 | BYTES -> attribute(attributes);
                case 6 << 3 | BYTES -> {
                    Map.Entry<String, String> entry = entry();
                    controlReturns.put(entry.getKey(), entry.getValue());
                }
                case 7 << 3 | BYTES -> argumentAttributes(argumentAttributes);
                default -> in.skip();
            }
        }
        in.leave(outer);
        reportWrongAttributes("signature");
        functions.add(
                new TfFunction(
                        signature.name,
                        signature.inputs,
                        signature.outputs,
                        signature.controlOutputs,
                        body,
                        returns,
                        controlReturns,
                        attributes,
                        argumentAttributes,
                        signature.parameters,
                        signature.stateful));
        functionName = "";
    }

    private Map.Entry<String, String> entry() {
        String key = "";
        String value = "";
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> key = in.text();
                case 2 << 3 | BYTES -> value = in.text();
                default -> in.skip();
            }
        }
        in.leave(outer);
        return Map.entry(key, value);
    }

    private void argumentAttributes(Map<Integer, Map<String, TfAttribute>> all) {
        int index = 0;
        Map<String, TfAttribute> attributes = new TreeMap<>();
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | VARINT -> index = (int) in.varint();
                case 2 << 3 | BYTES -> {
                    long message = in.enter();
                    while (in.next()) {
                        if (in.tag() == (1 << 3 | BYTES)) {
                            attribute(attributes);
                        } else {
                            in.skip();
                        }
                    }
                    in.leave(message);
                }
                default -> in.skip();
            }
        }
        in.leave(outer);
        all.put(index, TfAttribute.inOrder(attributes));
    }

    private void signature(Signature signature) {
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> signature.name = in.text();
                case 2 << 3 | BYTES -> signature.inputs.add(argument());
                case 3 << 3 | BYTES -> signature.outputs.add(argument());
                case 4 << 3 | BYTES -> signature.parameters.add(parameter());
                case 17 << 3 | VARINT -> signature.stateful = in.flag();
                case 20 << 3 | BYTES -> signature.controlOutputs.add(in.text());
                default -> in.skip();
            }
        }
        in.leave(outer);
    }

    private TfFunction.Argument argument() {
        String name = "";
        int type = 0;
        String typeAttribute = "";
        String numberAttribute = "";
        String typeListAttribute = "";
        boolean reference = false;
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> name = in.text();
                case 3 << 3 | VARINT -> type = (int) in.varint();
                case 4 << 3 | BYTES -> typeAttribute = word();
                case 5 << 3 | BYTES -> numberAttribute = word();
                case 6 << 3 | BYTES -> typeListAttribute = word();
                case 16 << 3 | VARINT -> reference = in.flag();
                default -> in.skip();
            }
        }
        in.leave(outer);
        return new TfFunction.Argument(
                name, type, typeAttribute, numberAttribute, typeListAttribute, reference);
    }

    private TfFunction.Parameter parameter() {
        String name = "";
        String kind = "";
        AttributeParts otherwise = new AttributeParts();
        long outer = in.enter();
        while (in.next()) {
            switch (in.tag()) {
                case 1 << 3 | BYTES -> name = word();
                case 2 << 3 | BYTES -> kind = word();
                case 3 << 3 | BYTES -> value(otherwise);
                default -> in.skip();
            }
        }
        in.leave(outer);
        return new TfFunction.Parameter(name, kind, Optional.ofNullable(build(name, otherwise)));
    }
}
