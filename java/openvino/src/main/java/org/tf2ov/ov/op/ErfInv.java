package org.tf2ov.ov.op;

import org.tf2ov.graph.Value;

/// The inverse of the error function.
///
/// Source: OpenVINO `ErfInv-17`.
@IrType(opset = "opset17")
public record ErfInv() implements ElementwiseUnary {
    @Override
    public void accept(Value x) {
        Require.real("its input", x);
    }
}
