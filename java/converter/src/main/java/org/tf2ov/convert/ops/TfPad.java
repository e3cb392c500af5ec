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
import org.tf2ov.tensor.ElementType;

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
        if (node.op().equals("MirrorPad")) {
            return List.of(mirror(g, node.name(), node, x, node.input(1)));
        }
        Value begin = column(g, node.input(1), 0);
        Value end = column(g, node.input(1), 1);
        Pad pad = new Pad(PadMode.CONSTANT);
        Value zero = g.scalar(x.type().element(), 0);
        boolean plain = node.op().equals("Pad");
        if (!plain && node.input(2).constant().isEmpty()) {
            // The CPU plug-in would pad with zeros, so the borders are filled afterwards.
            Formula f = new Formula(g);
            Value ones = f.broadcast(g.scalar(ElementType.U8, 1), f.shapeOf(x));
            Value inside = g.add(pad, ones, begin, end, g.scalar(ElementType.U8, 0));
            Value padded = g.add(pad, x, begin, end, zero);
            return List.of(f.select(f.convert(inside, ElementType.BOOLEAN), padded, node.input(2)));
        }
        return List.of(
                g.add(node.name(), pad, List.of(x, begin, end, plain ? zero : node.input(2))));
    }

    /// `x` with what lies on the other side of its borders, by the mode of the node.
    static Value mirror(GraphBuilder g, String name, OpNode node, Value x, Value paddings) {
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
        return g.add(
                name, new Pad(mode), List.of(x, column(g, paddings, 0), column(g, paddings, 1)));
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
