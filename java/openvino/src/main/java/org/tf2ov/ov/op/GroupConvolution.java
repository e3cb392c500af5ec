package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Convolution in groups of channels that know nothing of each other; with one channel each it is a
/// depthwise convolution.
///
/// Inputs: image `[batch, input channels, size...]`, filters `[groups, output channels of a group,
/// input channels of a group, kernel...]`. Source: OpenVINO `GroupConvolution-1`.
public record GroupConvolution(
        List<Integer> strides,
        List<Integer> padsBegin,
        List<Integer> padsEnd,
        List<Integer> dilations,
        AutoPad autoPad)
        implements SlidingWindow {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return Windows.convolve(this, dilations, inputs, 3, GroupConvolution::filters);
    }

    private static Windows.Filters filters(PartialShape shape, Dimension channels) {
        Dimension groups = Windows.groups(shape.dimension(0), channels, shape.dimension(2));
        return new Windows.Filters(
                groups.times(shape.dimension(2)),
                groups.times(shape.dimension(1)),
                shape.dimensions().subList(3, shape.rank()));
    }
}
