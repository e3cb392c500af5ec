package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;

/// One step of a gated recurrent unit. It gives the state.
///
/// Inputs: `x` `[batch, input]`, the state `[batch, hidden]`, W `[3 * hidden, input]`, R `[3 *
/// hidden, hidden]`, B `[3 * hidden]` (4 if `linearBeforeReset`), gates in the order z, r, h.
/// Source: OpenVINO `GRUCell-3`.
@IrType(opset = "opset3")
public record GRUCell(
        boolean linearBeforeReset,
        int hiddenSize,
        List<String> activations,
        List<Float> activationsAlpha,
        List<Float> activationsBeta,
        double clip)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return new Recurrent(1, 3, linearBeforeReset ? 4 : 3).cell(inputs, Dimension.ANY);
    }
}
