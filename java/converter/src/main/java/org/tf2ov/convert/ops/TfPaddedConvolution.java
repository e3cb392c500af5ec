package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `FusedPadConv2D(x, paddings, filter; mode)` mirrors the image at its borders before it is
/// convolved; `FusedResizeAndPadConv2D(x, size, paddings, filter)` resizes it before that.
@TfOp({"FusedPadConv2D", "FusedResizeAndPadConv2D"})
final class TfPaddedConvolution implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Spatial spatial = Spatial.of(node, 4);
        Value x = node.input(0);
        int next = 1;
        if (node.op().equals("FusedResizeAndPadConv2D")) {
            boolean alignCorners = node.attr("resize_align_corners", false);
            x = TfResize.bilinear(g, "", x, node.input(next++), alignCorners, false);
        }
        x = TfPad.mirror(g, "", node, x, node.input(next++));
        Value y =
                TfConvolution.convolve(
                        g, node.name(), spatial, spatial.toFirst(g, x), node.input(next));
        return List.of(spatial.fromFirst(g, y));
    }
}
