package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.TensorType;

/// An operation on the elements at the same place of two tensors, which are broadcast to each other
/// by the rule of NumPy (`auto_broadcast="numpy"`, which the IR need not say).
public interface ElementwiseBinary extends Op {
    @Override
    default List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        Value a = inputs.get(0);
        Value b = inputs.get(1);
        ElementType element = Require.sameElement(inputs);
        accept(inputs);
        TensorType type =
                new TensorType(resultElement(element), Broadcasting.numpy(a.shape(), b.shape()));
        if (a.elements().isEmpty() || b.elements().isEmpty() || !Contents.isSmall(type.shape())) {
            return List.of(Fact.of(type));
        }
        List<Dimension> left = Broadcasting.elements(a, type.shape());
        List<Dimension> right = Broadcasting.elements(b, type.shape());
        List<Optional<Dimension>> known = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            known.add(known(left.get(i), right.get(i)));
        }
        return List.of(
                Contents.all(known).map(all -> Fact.of(type, all)).orElseGet(() -> Fact.of(type)));
    }

    /// Refuses inputs of a type that the operation does not take.
    default void accept(List<Value> inputs) {
        inputs.forEach(input -> Require.number("an input", input));
    }

    /// The element type of the result.
    default ElementType resultElement(ElementType element) {
        return element;
    }

    /// What is known of an element of the result.
    default Optional<Dimension> known(Dimension a, Dimension b) {
        return Optional.empty();
    }
}
