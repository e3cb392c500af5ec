package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.NotEqual;
import org.tf2ov.ov.op.Transpose;
import org.tf2ov.tensor.ElementType;

/// `Where(x)`: the places of the elements that are not zero, one in each row.
@TfOp("Where")
@TfComplexOp("Where")
final class TfWhere implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x =
                node.isComplex(0) ? Pairs.input(node, 0, g).isZero().not().value() : node.input(0);
        if (x.shape().hasRank(0)) {
            throw new UntranslatableException("its input is a scalar, which has no places");
        }
        if (x.type().element() != ElementType.BOOLEAN) {
            x = g.add(new NotEqual(), x, f.like(x, 0));
        }
        Value places = g.add(new NonZero(ElementType.I64), x);
        return List.of(g.add(node.name(), new Transpose(List.of(1, 0)), List.of(places)));
    }
}
