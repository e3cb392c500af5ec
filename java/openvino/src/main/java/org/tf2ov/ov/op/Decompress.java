package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// A `Convert` that only exists because a constant is stored in a smaller type. The runtime knows
/// it by its mark, and may keep the constant as it is stored.
///
/// Source: OpenVINO `Convert-1` with `decompression` in its runtime information.
@IrType(name = "Convert")
public record Decompress(ElementType destinationType) implements ElementwiseUnary {
    @Override
    public void accept(Value x) {}

    @Override
    public ElementType resultElement(ElementType element) {
        return destinationType;
    }
}
