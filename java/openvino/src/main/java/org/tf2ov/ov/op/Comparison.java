package org.tf2ov.ov.op;

import java.util.List;
import java.util.Optional;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;

/// A question about two elements; the answer is boolean.
public interface Comparison extends ElementwiseBinary {
    @Override
    default void accept(List<Value> inputs) {}

    @Override
    default ElementType resultElement(ElementType element) {
        return ElementType.BOOLEAN;
    }

    @Override
    default Optional<Dimension> known(Dimension a, Dimension b) {
        return a.isStatic() && b.isStatic()
                ? Optional.of(Dimension.of(holds(a.value(), b.value()) ? 1 : 0))
                : Optional.empty();
    }

    /// The answer for two whole numbers.
    boolean holds(long a, long b);
}
