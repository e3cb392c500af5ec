package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.GroupConvolution;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.ov.op.Unsqueeze;

/// `DepthwiseConv2dNative(x, filter)` convolves each channel by itself: filters `[H,W,C,M]` become
/// `[C,M,1,H,W]`, one group a channel.
@TfOp("DepthwiseConv2dNative")
final class TfDepthwiseConv2dNative implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Spatial spatial = Spatial.of(node, 4);
        Value x = spatial.toFirst(g, node.input(0));
        return List.of(spatial.fromFirst(g, convolve(g, node.name(), spatial, x, node.input(1))));
    }

    /// A convolution of channels-first data with filters `[H,W,C,M]`; strides, dilations and
    /// borders are those of the node.
    static Value convolve(GraphBuilder g, String name, Spatial spatial, Value x, Value filter) {
        Value perChannel = g.add(new Transpose(List.of(2, 3, 0, 1)), filter);
        Value filters = g.add(new Unsqueeze(), perChannel, g.constant(2));
        GroupConvolution convolution =
                new GroupConvolution(
                        spatial.perSpatialDimension("strides"),
                        spatial.padsBegin(),
                        spatial.padsEnd(),
                        spatial.perSpatialDimension("dilations"),
                        spatial.padding());
        return g.add(name, convolution, List.of(x, filters));
    }
}
