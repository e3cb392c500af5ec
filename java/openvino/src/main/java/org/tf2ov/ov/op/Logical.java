package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// An operation on two booleans.
public interface Logical extends ElementwiseBinary {
    @Override
    default void accept(List<Value> inputs) {
        inputs.forEach(input -> Require.bool("an input", input));
    }

    @Override
    default ElementType resultElement(ElementType element) {
        return ElementType.BOOLEAN;
    }
}
