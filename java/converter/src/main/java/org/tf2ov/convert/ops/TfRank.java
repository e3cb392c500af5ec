package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.ov.op.Squeeze;
import org.tf2ov.tensor.ElementType;

/// `Rank(x)`, the number of dimensions, is the length of the shape.
@TfOp("Rank")
final class TfRank implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value shape = g.add(new ShapeOf(ElementType.I32), node.input(0));
        Value length = g.add(new ShapeOf(ElementType.I32), shape);
        return List.of(g.add(node.name(), new Squeeze(), List.of(length, g.constant(0))));
    }
}
