package org.tf2ov.tf.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.PartialShape;

/// What the user says of the inputs and outputs of a model: the part of its graph that is wanted.
/// [Cutting] does it. Values do not change; each method gives another one.
///
/// Names are those of nodes (`conv`), of output ports (`conv:0`), of input ports (`0:conv`), or
/// keys of the signature.
///
/// @param inputs the inputs in the user's order; none means those of the model
/// @param shapes shapes of inputs that nobody has named
/// @param outputs the outputs in the user's order; none means those of the model
/// @param batch the first dimension of every input
/// @param frozen placeholders that become constants; unlike those in `inputs` they do not say what
///   the other inputs are
public record Cut(
        List<Input> inputs,
        List<PartialShape> shapes,
        List<String> outputs,
        OptionalInt batch,
        List<Input> frozen) {
    /// What is said of one input.
    ///
    /// @param shape in the layout of the TensorFlow graph
    /// @param type the element type that will be given; it is cast to the type of the graph
    /// @param value what it shall be for ever, which makes it a constant
    public record Input(
            String name,
            Optional<PartialShape> shape,
            Optional<ElementType> type,
            Optional<Numbers> value) {
        /// An input of which nothing is said but its name.
        public static Input named(String name) {
            return new Input(name, Optional.empty(), Optional.empty(), Optional.empty());
        }

        public Input withShape(PartialShape other) {
            return new Input(name, Optional.of(other), type, value);
        }

        public Input withType(ElementType other) {
            return new Input(name, shape, Optional.of(other), value);
        }

        public Input withValue(Numbers other) {
            return new Input(name, shape, type, Optional.of(other));
        }
    }

    /// Elements as the user wrote them; the type that they get is that of the input.
    ///
    /// @param list whether there were brackets around them
    public record Numbers(List<String> words, boolean list) {
        public Numbers {
            words = List.copyOf(words);
        }
    }

    /// The model as it is.
    public static final Cut NONE =
            new Cut(List.of(), List.of(), List.of(), OptionalInt.empty(), List.of());

    public Cut {
        inputs = List.copyOf(inputs);
        shapes = List.copyOf(shapes);
        outputs = List.copyOf(outputs);
        frozen = List.copyOf(frozen);
    }

    /// The same with one more input, or with something else said of it.
    public Cut withInput(Input input) {
        List<Input> all = new ArrayList<>(inputs);
        all.removeIf(other -> other.name().equals(input.name()));
        all.add(input);
        return new Cut(all, shapes, outputs, batch, frozen);
    }

    /// The same with one more input of which only the name is said.
    public Cut withInput(String name) {
        return withInput(Input.named(name));
    }

    public Cut withShapes(List<PartialShape> others) {
        return new Cut(inputs, others, outputs, batch, frozen);
    }

    public Cut withOutputs(List<String> others) {
        return new Cut(inputs, shapes, others, batch, frozen);
    }

    public Cut withBatch(int size) {
        return new Cut(inputs, shapes, outputs, OptionalInt.of(size), frozen);
    }

    /// The same with placeholders that become constants.
    public Cut withFrozen(List<Input> others) {
        return new Cut(inputs, shapes, outputs, batch, others);
    }
}
