package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Greater;
import org.tf2ov.ov.op.NotEqual;
import org.tf2ov.ov.op.ReduceProd;
import org.tf2ov.ov.op.ShapeOf;
import org.tf2ov.tensor.ElementType;

/// `ToBool(x)` says whether a scalar is not zero, or whether any other tensor has elements.
@TfOp("ToBool")
final class TfToBool implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value x = node.input(0);
        if (!x.shape().hasRank()) {
            throw new UntranslatableException(
                    "whether its input is a scalar decides what it does, and the rank is not known;"
                            + " give --input_shape for the model's inputs");
        }
        if (x.shape().rank() > 0) {
            Value size =
                    g.add(
                            new ReduceProd(false),
                            g.add(new ShapeOf(ElementType.I64), x),
                            g.constant(0));
            return List.of(g.add(node.name(), new Greater(), List.of(size, g.scalar(0))));
        }
        if (x.type().element() == ElementType.BOOLEAN) {
            return List.of(x);
        }
        Value zero = g.scalar(x.type().element(), 0);
        return List.of(g.add(node.name(), new NotEqual(), List.of(x, zero)));
    }
}
