package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Convolution of 1 to 3 dimensions.
///
/// Inputs: image `[batch, input channels, size...]`, filters `[output channels, input channels,
/// kernel...]`. Source: OpenVINO `Convolution-1`.
public record Convolution(
        List<Integer> strides,
        List<Integer> padsBegin,
        List<Integer> padsEnd,
        List<Integer> dilations,
        AutoPad autoPad)
        implements SlidingWindow {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return Windows.convolve(this, dilations, inputs, 2, Convolution::filters);
    }

    private static Windows.Filters filters(PartialShape shape, Dimension channels) {
        return new Windows.Filters(
                shape.dimension(1),
                shape.dimension(0),
                shape.dimensions().subList(2, shape.rank()));
    }
}
