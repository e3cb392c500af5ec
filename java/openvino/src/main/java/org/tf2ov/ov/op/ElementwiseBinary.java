package org.tf2ov.ov.op;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalLong;
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
        Optional<List<Dimension>> left = Contents.elements(a);
        Optional<List<Dimension>> right = Contents.elements(b);
        if (left.isEmpty() || right.isEmpty() || !Contents.isSmall(type.shape())) {
            return List.of(Fact.of(type));
        }
        List<Dimension> lefts = Broadcasting.repeat(left.get(), a.shape(), type.shape());
        List<Dimension> rights = Broadcasting.repeat(right.get(), b.shape(), type.shape());
        List<Optional<Dimension>> known = new ArrayList<>();
        for (int i = 0; i < lefts.size(); i++) {
            known.add(known(lefts.get(i), rights.get(i)));
        }
        return List.of(Contents.fact(type, Contents.all(known)));
    }

    /// Refuses inputs of a type that the operation does not take.
    default void accept(List<Value> inputs) {
        inputs.forEach(input -> Require.number("an input", input));
    }

    /// The element type of the result.
    default ElementType resultElement(ElementType element) {
        return element;
    }

    /// What is known of an element of the result: it lies between the results for the bounds. Of a
    /// number without an upper bound the runtime keeps nothing, and so do we.
    default Optional<Dimension> known(Dimension a, Dimension b) {
        if (a.isUnbounded() || b.isUnbounded()) {
            return apply(0, 1).isPresent() ? Optional.of(Dimension.ANY) : Optional.empty();
        }
        LongSummaryStatistics results = new LongSummaryStatistics();
        for (long left : new long[] {a.min(), a.max()}) {
            for (long right : new long[] {b.min(), b.max()}) {
                OptionalLong result = apply(left, right);
                if (result.isEmpty()) {
                    return Optional.empty();
                }
                results.accept(result.getAsLong());
            }
        }
        return Optional.of(new Dimension(results.getMin(), results.getMax()));
    }

    /// The result for two whole numbers, if the operation is followed on such and has one.
    default OptionalLong apply(long a, long b) {
        return OptionalLong.empty();
    }
}
