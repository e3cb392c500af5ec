package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.TopK;
import org.tf2ov.ov.op.TopKMode;
import org.tf2ov.ov.op.TopKSort;
import org.tf2ov.tensor.ElementType;

/// `ArgMax(x, axis)` and `ArgMin` say where the largest or smallest element is; of equals it is the
/// first.
@TfOp({"ArgMax", "ArgMin"})
final class TfArgMax implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        if (x.type().element() == ElementType.BOOLEAN) {
            x = f.convert(x, ElementType.I32);
        }
        int axis = node.knownNumber(1, "axis");
        ElementType type =
                node.tf().has("output_type") ? node.elementType("output_type") : ElementType.I64;
        ElementType index = type == ElementType.I64 ? ElementType.I64 : ElementType.I32;
        TopKMode mode = node.op().equals("ArgMax") ? TopKMode.MAX : TopKMode.MIN;
        List<Value> found =
                g.addAll(
                        "",
                        new TopK(axis, mode, TopKSort.VALUE, index, true),
                        List.of(x, f.number(1)));
        return List.of(f.convert(f.squeeze(found.get(1), axis), type));
    }
}
