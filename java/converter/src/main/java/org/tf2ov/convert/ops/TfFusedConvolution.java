package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// Convolutions with a bias, a normalization and an activation behind them, as TensorFlow's
/// optimizer writes them.
@TfOp({"_FusedConv2D", "_FusedConv3D", "_FusedDepthwiseConv2dNative"})
final class TfFusedConvolution implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Spatial spatial = Spatial.of(node, node.op().equals("_FusedConv3D") ? 5 : 4);
        if (!node.attr("filter_format", "HWIO").equals("HWIO")) {
            throw new UntranslatableException(
                    "its filter_format is " + node.attr("filter_format", "") + "; HWIO is known");
        }
        Value x = spatial.toFirst(g, node.input(0));
        Value y =
                node.op().equals("_FusedDepthwiseConv2dNative")
                        ? TfDepthwiseConv2dNative.convolve(g, "", spatial, x, node.input(1))
                        : TfConvolution.convolve(g, "", spatial, x, node.input(1));
        return List.of(
                FusedOperations.apply(
                        g, node, spatial.fromFirst(g, y), 2, !spatial.channelsLast()));
    }
}
