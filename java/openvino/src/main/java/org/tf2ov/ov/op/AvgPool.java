package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;

/// The mean of each window.
///
/// Input: `[batch, channels, size...]`. Source: OpenVINO `AvgPool-1`.
///
/// @param excludePad whether padding counts neither in the sum nor in the number of elements
public record AvgPool(
        List<Integer> strides,
        List<Integer> padsBegin,
        List<Integer> padsEnd,
        List<Integer> kernel,
        @IrName("exclude-pad") boolean excludePad,
        RoundingType roundingType,
        AutoPad autoPad)
        implements SlidingWindow {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        Require.inputs(inputs, 1);
        Value x = inputs.getFirst();
        return List.of(
                Fact.of(
                        x.type()
                                .withShape(
                                        Windows.pool(
                                                this,
                                                List.of(),
                                                kernel,
                                                roundingType,
                                                x.shape()))));
    }
}
