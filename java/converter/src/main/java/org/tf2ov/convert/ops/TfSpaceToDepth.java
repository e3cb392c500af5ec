package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.DepthMode;
import org.tf2ov.ov.op.DepthToSpace;
import org.tf2ov.ov.op.SpaceToDepth;

/// `SpaceToDepth(x; block_size, data_format)` and `DepthToSpace`: the channels of a block are
/// ordered by place, then by channel.
@TfOp({"DepthToSpace", "SpaceToDepth"})
final class TfSpaceToDepth implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        int block = node.number("block_size", 0);
        String format = node.attr("data_format", "NHWC");
        Op operation =
                node.op().equals("SpaceToDepth")
                        ? new SpaceToDepth(block, DepthMode.BLOCKS_FIRST)
                        : new DepthToSpace(block, DepthMode.BLOCKS_FIRST);
        Value x = node.input(0);
        return switch (format) {
            case "NCHW" -> List.of(g.add(node.name(), operation, List.of(x)));
            case "NHWC" -> {
                Value y = g.add(node.name(), operation, List.of(ChannelsLast.toFirst(g, 4, x)));
                yield List.of(ChannelsLast.toLast(g, 4, y));
            }
            default ->
                    throw new UntranslatableException(
                            "its data_format is '" + format + "'; NHWC and NCHW are known");
        };
    }
}
