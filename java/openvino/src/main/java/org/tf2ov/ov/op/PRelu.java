package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// `x` where it is positive, else `slope * x`.
///
/// Inputs: `x`, and the slope: one, or one for each channel (dimension 1), or what broadcasts to
/// `x`. Source: OpenVINO `PReLU-1`.
@IrType(name = "PReLU")
public record PRelu() implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 2);
        return List.of(Fact.of(inputs.getFirst().type()));
    }
}
