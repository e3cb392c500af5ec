package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// A plain recurrent network over whole sequences. It gives the states of all steps `[batch,
/// directions, time, hidden]` and the last state.
///
/// Inputs: `x` `[batch, time, input]`, the state `[batch, directions, hidden]`, the length of each
/// sequence `[batch]`, W `[directions, 1 * hidden, input]`, R `[directions, 1 * hidden, hidden]`, B
/// `[directions, 1 * hidden]`. Source: OpenVINO `RNNSequence-5`.
@IrType(opset = "opset5")
public record RNNSequence(
        RecurrentDirection direction,
        int hiddenSize,
        List<String> activations,
        List<Float> activationsAlpha,
        List<Float> activationsBeta,
        double clip)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return new Recurrent(1, 1, 1).sequence(inputs, direction);
    }
}
