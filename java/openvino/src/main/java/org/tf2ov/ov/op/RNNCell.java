package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;

/// One step of a plain recurrent network. It gives the state.
///
/// Inputs: `x` `[batch, input]`, the state `[batch, hidden]`, W `[1 * hidden, input]`, R `[1 *
/// hidden, hidden]`, B `[1 * hidden]`. Source: OpenVINO `RNNCell-1`.
public record RNNCell(
        int hiddenSize,
        List<String> activations,
        List<Float> activationsAlpha,
        List<Float> activationsBeta,
        double clip)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return new Recurrent(1, 1, 1).cell(inputs, Dimension.ANY);
    }
}
