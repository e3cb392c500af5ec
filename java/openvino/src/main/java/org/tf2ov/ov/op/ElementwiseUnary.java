package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

/// An operation that makes each element from the element at the same place of its first input.
///
/// Most have that one input. The others (`Swish`, `Selu`, `HardSigmoid`) take scalars behind it,
/// which a rewrite hands on unchanged.
public interface ElementwiseUnary extends Op {
    @Override
    default List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        accept(x);
        TensorType type = x.type().withElement(resultElement(x.type().element()));
        return List.of(Contents.map(type, x, this::known));
    }

    /// Refuses an input of a type that the operation does not take.
    default void accept(Value x) {
        Require.number("its input", x);
    }

    /// The element type of the result.
    default ElementType resultElement(ElementType element) {
        return element;
    }

    /// What is known of an element of the result.
    default Optional<Dimension> known(Dimension x) {
        return Optional.empty();
    }
}
