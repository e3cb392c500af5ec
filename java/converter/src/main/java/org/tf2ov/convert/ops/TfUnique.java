package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.Slice;
import org.tf2ov.ov.op.Unique;
import org.tf2ov.tensor.ElementType;

/// `Unique(x)`, `UniqueWithCounts(x)` and their second versions, which compare slices along an
/// axis: what there is, in the order in which it came first, for each element its number, and how
/// often each occurs.
@TfOp({"Unique", "UniqueV2", "UniqueWithCounts", "UniqueWithCountsV2"})
final class TfUnique implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ElementType type = node.tf().has("out_idx") ? node.elementType("out_idx") : ElementType.I32;
        Formula f = new Formula(g);
        Value x = node.input(0);
        Value axis = f.number(0);
        List<Value> inputs = List.of(x);
        if (node.op().endsWith("V2")) {
            long[] axes = node.known(1, "axis");
            if (axes.length > 0 && node.rank(0) > 1) {
                axis = g.scalar(axes[0]);
                inputs = List.of(x, axis);
            }
        }
        List<Value> all = g.addAll(node.name(), new Unique(false, type, type), inputs);
        // The CPU plug-in fills the first output only where something takes the numbers, too.
        Value last = g.add(new ReduceMax(true), f.i64(all.get(2)), f.number(0));
        Value values =
                g.add(
                        new Slice(),
                        all.get(0),
                        f.numbers(0),
                        f.add(last, f.number(1)),
                        f.numbers(1),
                        f.flat(axis));
        return node.op().contains("Counts")
                ? List.of(values, all.get(2), all.get(3))
                : List.of(values, all.get(2));
    }
}
