package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;
import org.tf2ov.tensor.ElementType;

/// `ConcatOffset(axis, shapes...)`: where each part begins in the tensor that joins them. All
/// coordinates are 0 but that of the axis, which counts the parts before.
@TfOp("ConcatOffset")
final class TfConcatOffset implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        long axis = node.knownNumber(0, "axis");
        Value first = node.input(1);
        ElementType type = first.type().element();
        Value places = f.range(f.squeeze(f.shapeOf(first), 0));
        Value isAxis =
                axis >= 0
                        ? g.add(new Equal(), places, f.number(axis))
                        : g.add(new Equal(), places, f.add(f.shapeOf(first), f.number(axis)));
        Value alongAxis = f.convert(isAxis, type);
        List<Value> offsets = new ArrayList<>();
        Value before = f.multiply(first, f.like(first, 0));
        for (Value shape : node.inputs().subList(1, node.inputs().size())) {
            offsets.add(before);
            before = f.add(before, f.multiply(shape, alongAxis));
        }
        return offsets;
    }
}
