package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;

/// `not x`.
///
/// Source: OpenVINO `LogicalNot-1`.
public record LogicalNot() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {}

    @Override
    public Optional<Dimension> known(Dimension x) {
        return x.isStatic() ? Optional.of(Dimension.of(x.is(0) ? 1 : 0)) : Optional.empty();
    }
}
