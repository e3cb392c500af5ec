package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `UnravelIndex(indices, dims)`: the coordinates of elements of a tensor of shape `dims`, one
/// coordinate in each row.
@TfOp("UnravelIndex")
final class TfUnravelIndex implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Value indices = node.input(0);
        Value shape = node.input(1);
        if (!shape.shape().isStatic()) {
            throw new UntranslatableException(
                    "the number of its dimensions (input 1) is not known");
        }
        int rank = (int) shape.shape().elementCount().value();
        Term rest = new Term(g, f.i64(indices));
        Value[] rows = new Value[rank];
        for (int i = rank - 1; i >= 0; i--) {
            Term size = new Term(g, f.i64(f.gather(shape, f.number(i), 0)));
            IntegerDivision division = IntegerDivision.of(rest, size);
            rows[i] =
                    f.unsqueeze(
                            f.convert(division.remainder().value(), indices.type().element()), 0);
            rest = division.quotient();
        }
        return List.of(f.concat(0, rows));
    }
}
