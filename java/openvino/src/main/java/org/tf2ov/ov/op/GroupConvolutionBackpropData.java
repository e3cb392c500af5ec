package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Transposed convolution in groups of channels that know nothing of each other.
///
/// Inputs: image `[batch, input channels, size...]`, filters `[groups, input channels of a group,
/// output channels of a group, kernel...]`, and, if wanted, the size of the output. Source:
/// OpenVINO `GroupConvolutionBackpropData-1`.
public record GroupConvolutionBackpropData(
        List<Integer> strides,
        List<Integer> padsBegin,
        List<Integer> padsEnd,
        List<Integer> dilations,
        AutoPad autoPad,
        List<Integer> outputPadding)
        implements SlidingWindow {
    @Override
    public List<Fact> infer(List<Value> inputs) {
        return Windows.deconvolve(
                this, dilations, outputPadding, inputs, 3, GroupConvolutionBackpropData::filters);
    }

    private static Windows.Filters filters(PartialShape shape, Dimension channels) {
        Dimension groups = Windows.groups(shape.dimension(0), channels, shape.dimension(1));
        return new Windows.Filters(
                groups.times(shape.dimension(1)),
                groups.times(shape.dimension(2)),
                shape.dimensions().subList(3, shape.rank()));
    }
}
