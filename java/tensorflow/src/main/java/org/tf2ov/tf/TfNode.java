package org.tf2ov.tf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tensor.Weights;

/// One operation of a TensorFlow graph.
///
/// The accessors of attributes come in pairs: with a second argument, that is the answer where the
/// attribute is missing (files often leave out what has its default value); without one, the
/// attribute has to be there. Both throw a [MalformedInputException] that names the node and the
/// attribute if it holds something else.
///
/// @param inputs what feeds it, in the order of the file: tensors, then control inputs
/// @param attributes sorted by name
/// @param device where it ran, mostly empty
public record TfNode(
        String name,
        String op,
        List<TfEdge> inputs,
        Map<String, TfAttribute> attributes,
        String device) {
    public TfNode {
        inputs = List.copyOf(inputs);
        attributes = TfAttribute.inOrder(attributes);
    }

    public TfNode(
            String name, String op, List<TfEdge> inputs, Map<String, TfAttribute> attributes) {
        this(name, op, inputs, attributes, "");
    }

    /// The inputs that carry tensors.
    public List<TfEdge> dataInputs() {
        for (TfEdge edge : inputs) {
            if (edge.control()) {
                return inputs.stream().filter(each -> !each.control()).toList();
            }
        }
        return inputs;
    }

    /// The nodes that must have run before.
    public List<TfEdge> controlInputs() {
        return inputs.stream().filter(TfEdge::control).toList();
    }

    public TfNode withInputs(List<TfEdge> others) {
        return new TfNode(name, op, others, attributes, device);
    }

    public TfNode withName(String other) {
        return new TfNode(other, op, inputs, attributes, device);
    }

    public TfNode withAttributes(Map<String, TfAttribute> others) {
        return new TfNode(name, op, inputs, others, device);
    }

    // Attributes

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    public Optional<TfAttribute> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    public long integer(String attribute) {
        return required(attribute, integer(attribute, null));
    }

    public long integer(String attribute, long otherwise) {
        return integer(attribute, (Long) otherwise);
    }

    public float real(String attribute) {
        return required(attribute, real(attribute, null));
    }

    public float real(String attribute, float otherwise) {
        return real(attribute, (Float) otherwise);
    }

    public boolean flag(String attribute) {
        return required(attribute, flag(attribute, null));
    }

    public boolean flag(String attribute, boolean otherwise) {
        return flag(attribute, (Boolean) otherwise);
    }

    public String text(String attribute) {
        return required(attribute, text(attribute, null));
    }

    public String text(String attribute, String otherwise) {
        return get(
                attribute,
                "a text",
                otherwise,
                value -> value instanceof TfAttribute.Text text ? text.value() : null);
    }

    public DataType type(String attribute) {
        return required(attribute, type(attribute, null));
    }

    public DataType type(String attribute, DataType otherwise) {
        return get(
                attribute,
                "a type",
                otherwise,
                value ->
                        value instanceof TfAttribute.Type(int number)
                                ? type(attribute, number)
                                : null);
    }

    /// Whether the type is that of a reference to a variable.
    public boolean isReference(String attribute) {
        return attributes.get(attribute) instanceof TfAttribute.Type(int number)
                && DataType.isReference(number);
    }

    public PartialShape shape(String attribute) {
        return required(attribute, shape(attribute, null));
    }

    public PartialShape shape(String attribute, PartialShape otherwise) {
        return get(
                attribute,
                "a shape",
                otherwise,
                value -> value instanceof TfAttribute.Shape(PartialShape shape) ? shape : null);
    }

    public TfTensor tensor(String attribute) {
        return required(
                attribute,
                get(
                        attribute,
                        "a tensor",
                        null,
                        value ->
                                value instanceof TfAttribute.Tensor(TfTensor tensor)
                                        ? tensor
                                        : null));
    }

    /// The numbers of a tensor; see [TfTensor#weights].
    public Weights weights(String attribute) {
        return inContext(attribute, tensor(attribute), TfTensor::weights);
    }

    /// The elements of a tensor of texts; see [TfTensor#strings].
    public List<byte[]> strings(String attribute) {
        return inContext(attribute, tensor(attribute), TfTensor::strings);
    }

    public TfAttribute.Function function(String attribute) {
        return required(
                attribute,
                get(
                        attribute,
                        "a function",
                        null,
                        value -> value instanceof TfAttribute.Function function ? function : null));
    }

    public List<Long> integers(String attribute) {
        return required(attribute, integers(attribute, null));
    }

    public List<Long> integers(String attribute, List<Long> otherwise) {
        return list(attribute, "whole numbers", otherwise, TfAttribute.Items::integers);
    }

    public List<Float> reals(String attribute) {
        return required(attribute, reals(attribute, null));
    }

    public List<Float> reals(String attribute, List<Float> otherwise) {
        return list(attribute, "real numbers", otherwise, TfAttribute.Items::reals);
    }

    public List<Boolean> flags(String attribute, List<Boolean> otherwise) {
        return list(attribute, "flags", otherwise, TfAttribute.Items::flags);
    }

    public List<String> texts(String attribute) {
        return required(attribute, texts(attribute, null));
    }

    public List<String> texts(String attribute, List<String> otherwise) {
        return list(
                attribute,
                "texts",
                otherwise,
                items -> items.texts().stream().map(TfAttribute.Text::value).toList());
    }

    public List<DataType> types(String attribute) {
        return required(attribute, types(attribute, null));
    }

    public List<DataType> types(String attribute, List<DataType> otherwise) {
        return list(
                attribute,
                "types",
                otherwise,
                items -> items.types().stream().map(number -> type(attribute, number)).toList());
    }

    public List<PartialShape> shapes(String attribute, List<PartialShape> otherwise) {
        return list(attribute, "shapes", otherwise, TfAttribute.Items::shapes);
    }

    public List<TfAttribute.Function> functions(String attribute) {
        return required(
                attribute, list(attribute, "functions", null, TfAttribute.Items::functions));
    }

    // Messages

    /// `node 'conv1' (Conv2D)`, for messages.
    public String place() {
        return "node '" + name + "' (" + op + ")";
    }

    private Long integer(String attribute, Long otherwise) {
        return get(
                attribute,
                "a whole number",
                otherwise,
                value -> value instanceof TfAttribute.Whole(long number) ? (Long) number : null);
    }

    private Float real(String attribute, Float otherwise) {
        return get(
                attribute,
                "a real number",
                otherwise,
                value -> value instanceof TfAttribute.Real(float number) ? (Float) number : null);
    }

    private Boolean flag(String attribute, Boolean otherwise) {
        return get(
                attribute,
                "a flag",
                otherwise,
                value -> value instanceof TfAttribute.Flag(boolean flag) ? (Boolean) flag : null);
    }

    private DataType type(String attribute, int number) {
        return DataType.ofNumber(number)
                .orElseThrow(() ->
                        wrong(
                                "the attribute '"
                                        + attribute
                                        + "' holds the type number "
                                        + number
                                        + ", which TensorFlow does not have"));
    }

    private <T> T get(
            String attribute, String kind, T otherwise, Function<TfAttribute, T> accessor) {
        TfAttribute value = attributes.get(attribute);
        if (value == null) {
            return otherwise;
        }
        T answer = accessor.apply(value);
        if (answer == null) {
            throw wrong(
                    "the attribute '"
                            + attribute
                            + "' is "
                            + value.description()
                            + " and should be "
                            + kind);
        }
        return answer;
    }

    private <T> List<T> list(
            String attribute,
            String kind,
            List<T> otherwise,
            Function<TfAttribute.Items, List<T>> accessor) {
        return get(
                attribute,
                "a list of " + kind,
                otherwise,
                value -> {
                    if (value instanceof TfAttribute.Items items) {
                        List<T> list = accessor.apply(items);
                        return list.size() == items.size() ? list : null;
                    }
                    return null;
                });
    }

    private <T> T required(String attribute, T value) {
        if (value == null) {
            throw wrong("the attribute '" + attribute + "' is missing");
        }
        return value;
    }

    private <T> T inContext(String attribute, TfTensor tensor, Function<TfTensor, T> accessor) {
        try {
            return accessor.apply(tensor);
        } catch (Tf2ovException e) {
            Problem problem = e.problems().getFirst();
            throw new Tf2ovException(
                    Problem.of(
                            problem.code(),
                            place(),
                            "the attribute '"
                                    + attribute
                                    + "' is a tensor "
                                    + tensor
                                    + "; "
                                    + problem.what()));
        }
    }

    private MalformedInputException wrong(String what) {
        return new MalformedInputException(place(), what);
    }
}
