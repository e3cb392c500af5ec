package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// A question about two elements; the answer is boolean.
public interface Comparison extends ElementwiseBinary {
    @Override
    default void accept(List<Value> inputs) {}

    @Override
    default ElementType resultElement(ElementType element) {
        return ElementType.BOOLEAN;
    }
}
