package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// A gated recurrent unit over whole sequences. It gives the states of all steps `[batch,
/// directions, time, hidden]` and the last state.
///
/// Inputs: `x` `[batch, time, input]`, the state `[batch, directions, hidden]`, the length of each
/// sequence `[batch]`, W `[directions, 3 * hidden, input]`, R `[directions, 3 * hidden, hidden]`, B
/// `[directions, 3 * hidden]` (4 if `linearBeforeReset`), gates in the order z, r, h. Source:
/// OpenVINO `GRUSequence-5`.
@IrType(opset = "opset5")
public record GRUSequence(
        RecurrentDirection direction,
        boolean linearBeforeReset,
        int hiddenSize,
        List<String> activations,
        List<Float> activationsAlpha,
        List<Float> activationsBeta,
        double clip)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return new Recurrent(1, 3, linearBeforeReset ? 4 : 3).sequence(inputs, direction);
    }
}
