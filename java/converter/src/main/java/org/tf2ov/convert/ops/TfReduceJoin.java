package org.tf2ov.convert.ops;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfStringOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.tensor.ElementType;
import org.tf2ov.tensor.Weights;

/// `ReduceJoin(x, axis; separator, keep_dims)`: the strings along the last dimension one behind the
/// other.
@TfStringOp("ReduceJoin")
final class TfReduceJoin implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Texts texts = Texts.input(node, 0, g);
        Formula f = texts.f();
        int rank = node.rank(0);
        long[] axes = node.known(1, "axes");
        if (rank == 0 || axes.length != 1 || node.axis(axes[0], rank) != rank - 1) {
            throw new UntranslatableException(
                    "its axes are " + Arrays.toString(axes) + "; only the last one is joined");
        }
        byte[] separator = node.attr("separator", "").getBytes(StandardCharsets.UTF_8);
        Value table = texts.table(texts.longest());
        if (separator.length > 0) {
            long[] codes = new long[separator.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = separator[i] & 0xff;
            }
            Value between =
                    g.constant(Weights.ofLongs(ElementType.I32, new long[] {codes.length}, codes));
            Value numbers = f.range(f.dimension(texts.begins(), -1));
            Value isFirst = g.add(new Equal(), f.unsqueeze(numbers, 1), f.number(0));
            Value shown = f.select(isFirst, f.like(between, -1), between);
            Value front =
                    f.broadcast(shown, f.concat(0, f.shapeOf(texts.begins()), f.shapeOf(between)));
            table = f.concat(-1, front, table);
        }
        Value batch = f.slice(f.shapeOf(texts.begins()), 0, -1, 0);
        Value rows = f.reshape(table, f.concat(0, batch, f.numbers(-1)));
        Texts joined = Texts.ofTable(f, rows);
        boolean keep = node.attr("keep_dims", node.attr("keepdims", false));
        return List.of(
                keep
                        ? new Texts(
                                        f,
                                        f.unsqueeze(joined.begins(), -1),
                                        f.unsqueeze(joined.ends(), -1),
                                        joined.bytes())
                                .packed(node.name())
                        : joined.packed(node.name()));
    }
}
