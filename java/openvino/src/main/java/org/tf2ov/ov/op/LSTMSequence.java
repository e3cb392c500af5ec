package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;

/// A long short-term memory over whole sequences. It gives the hidden states of all steps `[batch,
/// directions, time, hidden]`, the last hidden state and the last cell state.
///
/// Inputs: `x` `[batch, time, input]`, the hidden state and the cell state `[batch, directions,
/// hidden]`, the length of each sequence `[batch]`, W `[directions, 4 * hidden, input]`, R
/// `[directions, 4 * hidden, hidden]`, B `[directions, 4 * hidden]`, gates in the order f, i, c, o.
/// Source: OpenVINO `LSTMSequence-5`.
@IrType(opset = "opset5")
public record LSTMSequence(
        RecurrentDirection direction,
        int hiddenSize,
        List<String> activations,
        List<Float> activationsAlpha,
        List<Float> activationsBeta,
        double clip)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return new Recurrent(2, 4, 4).sequence(inputs, direction);
    }
}
