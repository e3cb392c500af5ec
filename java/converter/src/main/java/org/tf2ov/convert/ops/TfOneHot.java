package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Convert;
import org.tf2ov.ov.op.OneHot;
import org.tf2ov.tensor.ElementType;

/// `OneHot(indices, depth, on, off; axis)`; an index that is no place of the new axis gives a
/// vector of `off`.
@TfOp("OneHot")
final class TfOneHot implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value indices = node.input(0);
        ElementType element = indices.type().element();
        if (element != ElementType.I32 && element != ElementType.I64) {
            indices = g.add(new Convert(ElementType.I32), indices);
        }
        int axis = node.number("axis", -1);
        return List.of(
                g.add(
                        node.name(),
                        new OneHot(axis),
                        List.of(indices, node.input(1), node.input(2), node.input(3))));
    }
}
