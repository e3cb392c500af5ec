package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.MatMul;
import org.tf2ov.ov.op.Sigmoid;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.Tanh;

/// `GRUBlockCell(x, hidden, w_ru, w_c, b_ru, b_c)`: one step of a gated recurrent unit.
///
///     r, u = sigmoid([x, h] w_ru + b_ru)
///     c = tanh([x, h * r] w_c + b_c)
///     h' = u * h + (1 - u) * c
@TfOp("GRUBlockCell")
final class TfGRUBlockCell implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value x = node.input(0);
        Term h = Term.input(node, 1, g);
        Value both = f.concat(1, x, h.value());
        Value sums = f.add(g.add(new MatMul(false, false), both, node.input(2)), node.input(4));
        List<Value> gates =
                g.addAll("", new Split(2), List.of(g.add(new Sigmoid(), sums), g.scalar(1)));
        Term r = new Term(g, gates.get(0));
        Term u = new Term(g, gates.get(1));
        Value reset = f.concat(1, x, h.times(r).value());
        Value candidate =
                f.add(g.add(new MatMul(false, false), reset, node.input(3)), node.input(5));
        Term c = new Term(g, candidate).then(new Tanh());
        Term next = u.times(h).plus(u.number(1).minus(u).times(c));
        return List.of(r.value(), u.value(), c.value(), next.value());
    }
}
