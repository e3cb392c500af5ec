package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.tensor.ElementType;

/// `Shape(x; out_type)`, and `ShapeN` for several tensors.
@TfOp({"Shape", "ShapeN"})
final class TfShape implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ElementType type =
                node.tf().has("out_type") ? node.elementType("out_type") : ElementType.I32;
        return node.inputs().stream()
                .map(x ->
                        g.add(
                                node.op().equals("Shape") ? node.name() : "",
                                new ShapeOf(type),
                                List.of(x)))
                .toList();
    }
}
