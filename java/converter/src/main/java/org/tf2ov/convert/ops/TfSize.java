package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReduceProd;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.tensor.ElementType;

/// `Size(x; out_type)`, the number of elements, is the product of the dimensions.
@TfOp("Size")
final class TfSize implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ElementType type =
                node.tf().has("out_type") ? node.elementType("out_type") : ElementType.I32;
        Value shape = g.add(new ShapeOf(type), node.input(0));
        return List.of(g.add(node.name(), new ReduceProd(false), List.of(shape, g.constant(0))));
    }
}
