package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;

/// `BiasAdd(x, bias)` adds one number a channel; the channels are the last dimension, or the second
/// one with `NCHW`.
@TfOp({"BiasAdd", "BiasAddV1"})
final class TfBiasAdd implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        boolean channelsFirst = node.attr("data_format", "NHWC").startsWith("NC");
        Value bias = node.input(1);
        if (channelsFirst) {
            bias = PerChannel.channelsFirst(g, bias, node.rank(0));
        }
        return List.of(g.add(node.name(), new Add(), List.of(node.input(0), bias)));
    }
}
