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

/// `TopKV2(x, k)` gives the largest elements of each row and where they are; of equals the first
/// come first. `TopK` has `k` as an attribute, `ApproxTopK` any axis and also the smallest.
///
/// The results are sorted also where it is not asked for: TensorFlow then promises no order.
@TfOp({"TopK", "TopKV2", "ApproxTopK"})
final class TfTopK implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value k = node.op().equals("TopKV2") ? f.i64(node.input(1)) : f.number(node.attr("k", 0L));
        ElementType type =
                node.tf().has("index_type") ? node.elementType("index_type") : ElementType.I32;
        ElementType index = type == ElementType.I64 ? ElementType.I64 : ElementType.I32;
        int axis = node.number("reduction_dimension", -1);
        TopKMode mode = node.attr("is_max_k", true) ? TopKMode.MAX : TopKMode.MIN;
        if (k.longs().filter(known -> known.length == 1 && known[0] == 0).isPresent()) {
            // The CPU plug-in cannot look for nothing.
            Value nothing = f.slice(node.input(0), 0, 0, axis);
            return List.of(nothing, f.convert(nothing, type));
        }
        List<Value> found =
                g.addAll(
                        node.name(),
                        new TopK(axis, mode, TopKSort.VALUE, index, true),
                        List.of(node.input(0), k));
        return List.of(found.get(0), f.convert(found.get(1), type));
    }
}
