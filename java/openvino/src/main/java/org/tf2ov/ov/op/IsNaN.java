package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// Whether an element is not a number.
///
/// Source: OpenVINO `IsNaN-10`.
@IrType(opset = "opset10")
public record IsNaN() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.real("its input", x);
    }

    @Override
    public ElementType resultElement(ElementType element) {
        return ElementType.BOOLEAN;
    }
}
