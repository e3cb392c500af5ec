package org.tf2ov.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ForeignOp;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.TensorType;
import org.tf2ov.tf.TfAttribute;

/// Leaves a TensorFlow operation what it is: an operation of the same name and attributes, which a
/// library has to bring to the runtime.
///
/// The type of its outputs is that of an attribute (`dtype`, `T`, ...) or of its first input; their
/// shape is what an attribute `_output_shapes` says, and unknown otherwise, until the runtime loads
/// the model and asks the library.
record KeptOperation(String op, int outputs) implements OpTranslator {
    private static final Pattern NAMED = Pattern.compile("([^:\\s]+)(?::([1-9]\\d?))?");
    private static final List<String> TYPES =
            List.of("DstT", "out_type", "output_type", "dtype", "Tout", "T");

    /// @param text `MyOp` or `MyOp:2`
    static KeptOperation of(String text) {
        Matcher parts = NAMED.matcher(text);
        if (!parts.matches()) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.USAGE,
                            "--keep_op",
                            "'" + text + "' is not the name of an operation",
                            "Write for example MyOp, or MyOp:2 if it has two outputs."));
        }
        return new KeptOperation(
                parts.group(1), parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2)));
    }

    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Map<String, String> attributes = new TreeMap<>();
        node.tf()
                .attributes()
                .forEach((name, value) -> {
                    if (!name.startsWith("_")) {
                        checkName(name);
                        attributes.put(name, word(name, value));
                    }
                });
        List<PartialShape> shapes = node.tf().shapes("_output_shapes", List.of());
        List<TensorType> types = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            types.add(
                    new TensorType(
                            element(node),
                            i < shapes.size() ? shapes.get(i) : PartialShape.DYNAMIC));
        }
        return g.addAll(node.name(), new ForeignOp(op, attributes, types), node.inputs());
    }

    private static void checkName(String attribute) {
        if (!attribute.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
            throw new UntranslatableException(
                    "its attribute '" + attribute + "' has a name that an IR cannot hold");
        }
    }

    private static ElementType element(OpNode node) {
        for (String attribute : TYPES) {
            Optional<TfAttribute> value = node.tf().attribute(attribute);
            if (value.isPresent() && value.get() instanceof TfAttribute.Type) {
                return node.elementType(attribute);
            }
        }
        if (node.inputs().isEmpty()) {
            throw new UntranslatableException(
                    "the type of its outputs is not known; write a translator for it instead of"
                            + " keeping it");
        }
        return node.input(0).type().element();
    }

    /// An attribute as the IR has it.
    private static String word(String name, TfAttribute value) {
        return switch (value) {
            case TfAttribute.Whole(long number) -> Long.toString(number);
            case TfAttribute.Real(float number) -> Float.toString(number);
            case TfAttribute.Flag(boolean flag) -> Boolean.toString(flag);
            case TfAttribute.Text text -> text.value();
            case TfAttribute.Type(int number) -> type(number);
            case TfAttribute.Shape(PartialShape shape) -> shape.toString();
            case TfAttribute.Items items -> words(name, items);
            case TfAttribute.Tensor _, TfAttribute.Function _, TfAttribute.Placeholder _ ->
                    throw new UntranslatableException(
                            "its attribute '"
                                    + name
                                    + "' is "
                                    + value.description()
                                    + ", which an operation of the runtime cannot have");
        };
    }

    private static String words(String name, TfAttribute.Items items) {
        List<String> words = new ArrayList<>();
        items.integers().forEach(number -> words.add(number.toString()));
        items.reals().forEach(number -> words.add(number.toString()));
        items.flags().forEach(flag -> words.add(flag.toString()));
        items.texts().forEach(text -> words.add(text.value()));
        items.types().forEach(number -> words.add(type(number)));
        if (words.size() < items.size()) {
            throw new UntranslatableException(
                    "its attribute '"
                            + name
                            + "' is a list of something that an operation of the runtime cannot"
                            + " have");
        }
        return words.stream().collect(Collectors.joining(","));
    }

    private static String type(int number) {
        return org.tf2ov.tf.DataType.ofNumber(number)
                .map(type -> type.element().map(ElementType::irName).orElse(type.toString()))
                .orElse(Integer.toString(number));
    }
}
