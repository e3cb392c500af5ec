package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfComplexOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReduceProd;
import org.tf2ov.ov.op.ReduceSum;

/// `Prod` of complex numbers: the product of their sizes, at the sum of their angles.
@TfComplexOp("Prod")
final class ComplexProd implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Pairs x = Pairs.input(node, 0, g);
        boolean keep = node.attr("keep_dims", node.attr("keepdims", false));
        if (node.known(1, "axes").length == 0) {
            return List.of(x.joined(node));
        }
        Term axes = Term.input(node, 1, g);
        Term size = x.abs().then(new ReduceProd(keep), axes);
        Term angle = x.angle().then(new ReduceSum(keep), axes);
        return List.of(new Pairs(size.times(angle.cos()), size.times(angle.sin())).joined(node));
    }
}
