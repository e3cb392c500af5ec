package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Concat;

/// `ConcatV2(values..., axis)` and `Concat(axis, values...)`.
@TfOp({"Concat", "ConcatV2"})
final class TfConcat implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        int count = node.inputs().size();
        if (count < 2) {
            throw new UntranslatableException("it has nothing to join");
        }
        boolean axisLast = node.op().equals("ConcatV2");
        int axis = node.knownNumber(axisLast ? count - 1 : 0, "axis");
        List<Value> values =
                axisLast ? node.inputs().subList(0, count - 1) : node.inputs().subList(1, count);
        return List.of(g.add(node.name(), new Concat(axis), values));
    }
}
