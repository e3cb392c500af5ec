package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Value;

/// An operation on two booleans.
public interface Logical extends ElementwiseBinary {
    @Override
    default void accept(List<Value> inputs) {
        inputs.forEach(input -> Require.bool("an input", input));
    }
}
