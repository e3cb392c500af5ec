package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;
import org.tf2ov.tensor.ElementType;

/// Whether an element is infinite.
///
/// Source: OpenVINO `IsInf-10`.
@IrType(opset = "opset10")
public record IsInf(boolean detectNegative, boolean detectPositive) implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.real("its input", x);
    }

    @Override
    public ElementType resultElement(ElementType element) {
        return ElementType.BOOLEAN;
    }
}
