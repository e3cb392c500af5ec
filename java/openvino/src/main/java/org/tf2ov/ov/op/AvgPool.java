package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.PartialShape;

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
        PartialShape image = x.shape();
        for (List<Integer> pads : List.of(padsBegin, padsEnd)) {
            for (int i = 0; i < Math.min(pads.size(), kernel.size()); i++) {
                Require.that(
                        !excludePad
                                || autoPad != AutoPad.EXPLICIT
                                || !image.hasRank(kernel.size() + 2)
                                || !image.dimension(i + 2).isStatic()
                                || pads.get(i) < kernel.get(i),
                        "windows of %s lie in the padding of %s",
                        kernel,
                        pads);
            }
        }
        PartialShape shape = Windows.pool(this, List.of(), kernel, roundingType, image);
        return List.of(Fact.of(x.type().withShape(shape)));
    }
}
