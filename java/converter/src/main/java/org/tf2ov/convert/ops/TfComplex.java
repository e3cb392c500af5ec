package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `Complex(re, im)` makes complex numbers of their parts.
@TfOp("Complex")
final class TfComplex implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value re = node.input(0);
        Value im = node.input(1);
        if (!re.shape().isStatic() || !re.shape().equals(im.shape())) {
            // Both parts get the shape of their sum.
            Value both = f.shapeOf(f.add(re, im));
            re = f.broadcast(re, both);
            im = f.broadcast(im, both);
        }
        return List.of(new Pairs(new Term(g, re), new Term(g, im)).joined(node));
    }
}
