package org.tf2ov.ov.op;

import java.util.Optional;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.ElementType;

/// The same numbers in another element type.
///
/// Source: OpenVINO `Convert-1`.
public record Convert(ElementType destinationType) implements ElementwiseUnary {
    @Override
    public void accept(Value x) {}

    @Override
    public ElementType resultElement(ElementType element) {
        return destinationType;
    }

    @Override
    public Optional<Dimension> known(Dimension x) {
        return Optional.of(x);
    }
}
