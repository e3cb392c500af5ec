package org.tf2ov.convert.ops;

import java.util.List;
import java.util.stream.IntStream;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Gather;
import org.tf2ov.ov.op.Pad;
import org.tf2ov.ov.op.PadMode;

/// `Pad(x, paddings)`, `PadV2(x, paddings, value)` and `MirrorPad(x, paddings; mode)`: a row of
/// `paddings` says how much to add before and behind one dimension.
@TfOp({"Pad", "PadV2", "MirrorPad"})
final class TfPad implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        if (x.shape().hasRank(0)) {
            return List.of(x);
        }
        if (node.op().equals("PadV2") && node.input(2).constant().isEmpty()) {
            // The CPU device would pad with zeros.
            throw new UntranslatableException(
                    "its value (input 2) is not known when the model is converted");
        }
        Value begin = column(g, node.input(1), 0);
        Value end = column(g, node.input(1), 1);
        if (node.op().equals("MirrorPad")) {
            PadMode mode =
                    switch (node.attr("mode", "")) {
                        case "REFLECT" -> PadMode.REFLECT;
                        case "SYMMETRIC" -> PadMode.SYMMETRIC;
                        default ->
                                throw new UntranslatableException(
                                        "its mode is '"
                                                + node.attr("mode", "")
                                                + "'; REFLECT and SYMMETRIC are known");
                    };
            return List.of(g.add(node.name(), new Pad(mode), List.of(x, begin, end)));
        }
        Value value = node.op().equals("PadV2") ? node.input(2) : g.scalar(x.type().element(), 0);
        return List.of(
                g.add(node.name(), new Pad(PadMode.CONSTANT), List.of(x, begin, end, value)));
    }

    private static Value column(GraphBuilder g, Value paddings, int column) {
        return paddings.longs()
                .map(all ->
                        g.constant(
                                IntStream.range(0, all.length / 2)
                                        .mapToLong(row -> all[2 * row + column])
                                        .toArray()))
                .orElseGet(() -> g.add(new Gather(0), paddings, g.scalar(column), g.scalar(1)));
    }
}
