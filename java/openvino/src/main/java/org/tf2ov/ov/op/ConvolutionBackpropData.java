package org.tf2ov.ov.op;

import java.util.List;
import org.tf2ov.graph.Fact;
import org.tf2ov.graph.Value;
import org.tf2ov.tensor.Dimension;
import org.tf2ov.tensor.PartialShape;

/// Transposed convolution of 1 to 3 dimensions.
///
/// Inputs: image `[batch, input channels, size...]`, filters `[input channels, output channels,
/// kernel...]`, and, if wanted, the size of the output. Source: OpenVINO
/// `ConvolutionBackpropData-1`.
public record ConvolutionBackpropData(
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
                this, dilations, outputPadding, inputs, 2, ConvolutionBackpropData::filters);
    }

    private static Windows.Filters filters(PartialShape shape, Dimension channels) {
        return new Windows.Filters(
                shape.dimension(0),
                shape.dimension(1),
                shape.dimensions().subList(2, shape.rank()));
    }
}
