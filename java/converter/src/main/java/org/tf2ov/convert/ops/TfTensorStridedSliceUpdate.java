package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ScatterUpdate;

/// `TensorStridedSliceUpdate(x, begin, end, strides, value)` and its masks: `x` with a strided
/// slice replaced.
///
/// The numbers of all elements, sliced the same way, say which elements are replaced.
@TfOp("TensorStridedSliceUpdate")
final class TfTensorStridedSliceUpdate implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        Value shape = f.shapeOf(x);
        Value numbers = f.reshape(f.range(f.product(shape, 0)), shape);
        Value replaced =
                TfStridedSlice.slice(
                        node, g, "", numbers, node.input(1), node.input(2), node.input(3));
        Value value = f.broadcast(node.input(4), f.shapeOf(replaced));
        Value flat =
                g.add(new ScatterUpdate(), f.flat(x), f.flat(replaced), f.flat(value), f.number(0));
        return List.of(f.reshape(flat, shape));
    }
}
