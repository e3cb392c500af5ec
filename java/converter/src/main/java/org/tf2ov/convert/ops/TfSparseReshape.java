package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Equal;

/// `SparseReshape(places, shape, new_shape)`: the places in the new shape, one of whose dimensions
/// may be -1, and the shape.
@TfOp("SparseReshape")
final class TfSparseReshape implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value places = f.i64(node.input(0));
        Value shape = f.i64(node.input(1));
        Value wanted = f.i64(node.input(2));
        int rank = Sparse.rank(places, shape);
        if (!wanted.shape().isStatic()) {
            throw new UntranslatableException("the rank of its new shape (input 2) is not known");
        }
        int newRank = (int) wanted.shape().elementCount().value();
        Value isOpen = g.add(new Equal(), wanted, f.number(-1));
        Value known = f.product(f.select(isOpen, f.number(1), wanted), 0);
        Term size = new Term(g, f.product(shape, 0));
        Value rest = IntegerDivision.of(size, new Term(g, known)).quotient().value();
        Value newShape = f.select(isOpen, rest, wanted);
        Value numbers = f.sum(f.multiply(places, Sparse.steps(f, shape, rank)), 1);
        Value steps = Sparse.steps(f, newShape, newRank);
        Value[] columns = new Value[newRank];
        for (int i = 0; i < newRank; i++) {
            Term step = new Term(g, f.slice(steps, i, i + 1, 0));
            IntegerDivision division = IntegerDivision.of(new Term(g, numbers), step);
            columns[i] = f.unsqueeze(division.quotient().value(), 1);
            numbers = division.remainder().value();
        }
        return List.of(f.concat(1, columns), newShape);
    }
}
