package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;

/// `Diag(x)` puts a tensor of shape `s` on the diagonal of one of shape `s, s`, `DiagPart` takes it
/// from there.
@TfOp({"Diag", "DiagPart"})
final class TfDiag implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        Value flat = f.flat(x);
        if (node.op().equals("Diag")) {
            Value places = f.range(f.product(f.shapeOf(x), 0));
            Value onDiagonal = g.add(new Equal(), f.unsqueeze(places, 1), f.unsqueeze(places, 0));
            Value matrix = f.choose(onDiagonal, f.unsqueeze(flat, 1), f.like(x, 0));
            return List.of(f.reshape(matrix, f.concat(0, f.shapeOf(x), f.shapeOf(x))));
        }
        Value half = f.slice(f.shapeOf(x), 0, node.rank(0) / 2, 0);
        Value size = f.product(half, 0);
        Value places = f.multiply(f.range(size), f.add(size, f.number(1)));
        return List.of(f.reshape(f.gather(flat, places, 0), half));
    }
}
