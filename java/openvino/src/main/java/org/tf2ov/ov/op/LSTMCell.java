package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;

/// One step of a long short-term memory. It gives the hidden state and the cell state.
///
/// Inputs: `x` `[batch, input]`, the hidden state and the cell state `[batch, hidden]`, W `[4 *
/// hidden, input]`, R `[4 * hidden, hidden]`, B `[4 * hidden]`, gates in the order f, i, c, o.
/// Source: OpenVINO `LSTMCell-4`.
@IrType(opset = "opset4")
public record LSTMCell(
        int hiddenSize,
        List<String> activations,
        List<Float> activationsAlpha,
        List<Float> activationsBeta,
        double clip)
        implements Op {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return new Recurrent(2, 4, 4).cell(inputs, Dimension.of(hiddenSize));
    }
}
