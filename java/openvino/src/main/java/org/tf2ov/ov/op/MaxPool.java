package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.PartialShape;

/// The largest element of each window.
///
/// Input: `[batch, channels, size...]`. Source: OpenVINO `MaxPool-1`, which gives no indices;
/// [MaxPoolWithIndices] does.
public record MaxPool(
        List<Integer> strides,
        List<Integer> padsBegin,
        List<Integer> padsEnd,
        List<Integer> kernel,
        RoundingType roundingType,
        AutoPad autoPad)
        implements SlidingWindow {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        PartialShape shape = Windows.pool(this, List.of(), kernel, roundingType, x.shape());
        return List.of(Fact.of(x.type().withShape(shape)));
    }
}
