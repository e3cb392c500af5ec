package org.tf2ov.convert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;
import org.tf2ov.tf.DataType;
import org.tf2ov.tf.TfNode;

/// A TensorFlow node that is about to be translated: its attributes, and its inputs as they were
/// translated.
public final class OpNode {
    private final TfNode node;
    private final List<Value> inputs;
    private final Set<Value> complex;
    private final Function<String, FunctionBody> bodies;

    /// @param bodies finds a function of the model by its name
    /// @param complex the values that hold complex numbers, to which the node's translator adds
    OpNode(
            TfNode node,
            List<Value> inputs,
            Set<Value> complex,
            Function<String, FunctionBody> bodies) {
        this.node = node;
        this.inputs = inputs;
        this.complex = complex;
        this.bodies = bodies;
    }

    public String name() {
        return node.name();
    }

    /// The name of the operation, `Conv2D`.
    public String op() {
        return node.op();
    }

    /// The node as it stands in the TensorFlow graph.
    public TfNode tf() {
        return node;
    }

    /// The data inputs, without control inputs.
    public List<Value> inputs() {
        return inputs;
    }

    /// Data input `index`.
    ///
    /// @throws UntranslatableException if the node has fewer inputs
    public Value input(int index) {
        if (index >= inputs.size()) {
            throw new UntranslatableException(
                    "it has "
                            + inputs.size()
                            + (inputs.size() == 1 ? " input" : " inputs")
                            + ", but "
                            + op()
                            + " needs input "
                            + index);
        }
        return inputs.get(index);
    }

    /// The same node with other inputs, none of which holds complex numbers.
    public OpNode withInputs(List<Value> others) {
        return new OpNode(node, others, new HashSet<>(), bodies);
    }

    /// Whether an input holds complex numbers, as pairs along a last dimension; see [TfComplexOp].
    public boolean isComplex(int index) {
        return complex.contains(input(index));
    }

    /// Says that a value holds complex numbers, as pairs along a last dimension.
    ///
    /// @return the value
    public Value complex(Value pairs) {
        complex.add(pairs);
        return pairs;
    }

    /// The function that an attribute names.
    public FunctionBody body(String attribute) {
        return bodies.apply(node.function(attribute).name());
    }

    /// The functions that an attribute lists.
    public List<FunctionBody> bodies(String attribute) {
        return node.functions(attribute).stream()
                .map(function -> bodies.apply(function.name()))
                .toList();
    }

    public long attr(String name, long otherwise) {
        return node.integer(name, otherwise);
    }

    /// An attribute that counts something or names an axis.
    ///
    /// @throws UntranslatableException if it is no number of 32 bits
    public int number(String name, long otherwise) {
        return narrow(attr(name, otherwise), "its " + name);
    }

    public float attr(String name, float otherwise) {
        return node.real(name, otherwise);
    }

    public boolean attr(String name, boolean otherwise) {
        return node.flag(name, otherwise);
    }

    public String attr(String name, String otherwise) {
        return node.text(name, otherwise);
    }

    /// A list of integers; empty if the attribute is absent.
    public List<Long> integers(String name) {
        return node.integers(name, List.of());
    }

    /// The element type that a type attribute names.
    ///
    /// @throws UntranslatableException if OpenVINO has no such element type
    public ElementType elementType(String name) {
        DataType type = node.type(name);
        return type.element()
                .orElseThrow(() ->
                        new UntranslatableException("OpenVINO has no element type for " + type));
    }

    /// A shape attribute.
    public PartialShape shape(String name) {
        return node.shape(name);
    }

    /// The elements of an input that has to be known when the model is converted.
    ///
    /// @param what what the input is, for the message: "axis"
    public long[] known(int index, String what) {
        return input(index)
                .longs()
                .orElseThrow(() ->
                        new UntranslatableException(
                                "its "
                                        + what
                                        + " (input "
                                        + index
                                        + ") is not known when the model is converted; freeze it with"
                                        + " --input 'name->value', or give the shapes that it is computed from"));
    }

    /// A number that counts something or names an axis and has to be known when the model is
    /// converted.
    ///
    /// @param what what the input is, for the message: "axis"
    public int knownNumber(int index, String what) {
        long[] known = known(index, what);
        if (known.length != 1) {
            throw new UntranslatableException(
                    "its "
                            + what
                            + " (input "
                            + index
                            + ") are "
                            + known.length
                            + " numbers, not one");
        }
        return narrow(known[0], "its " + what + " (input " + index + ")");
    }

    /// An axis, counted from the front.
    ///
    /// @throws UntranslatableException if there is no such axis
    public int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new UntranslatableException(
                    "axis " + axis + " is none of a tensor of rank " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    private static int narrow(long number, String what) {
        if (number != (int) number) {
            throw new UntranslatableException(what + " is " + number);
        }
        return (int) number;
    }

    /// The rank of an input whose rank has to be known.
    public int rank(int index) {
        if (!input(index).shape().hasRank()) {
            throw new UntranslatableException(
                    "the rank of input "
                            + index
                            + " is not known; give --input_shape for the model's inputs");
        }
        return input(index).shape().rank();
    }

    @Override
    public String toString() {
        return "node '" + name() + "' (" + op() + ")";
    }
}
