package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Ceiling;
import org.tf2ov.tensor.ElementType;

/// `RaggedRange(starts, limits, steps)`: a row of numbers for each start, and where the rows begin.
@TfOp("RaggedRange")
final class TfRaggedRange implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Term start = Term.input(node, 0, g);
        Term limit = Term.input(node, 1, g);
        Term step = Term.input(node, 2, g);
        Value shape = f.shapeOf(f.add(f.add(start.value(), limit.value()), step.value()));
        Term span = limit.minus(start);
        Term steps =
                span.type().isFloat()
                        ? span.over(step).then(new Ceiling())
                        : IntegerDivision.of(span.negative(), step).quotient().negative();
        Value lengths = f.broadcast(f.i64(steps.max(0).value()), shape);
        Ragged rows = Ragged.ofLengths(f, lengths);
        Term first = new Term(g, f.gather(f.broadcast(start.value(), shape), rows.rows(), 0));
        Term by = new Term(g, f.gather(f.broadcast(step.value(), shape), rows.rows(), 0));
        Term column = new Term(g, f.convert(rows.columns(), start.type()));
        ElementType type = node.tf().has("Tsplits") ? node.elementType("Tsplits") : ElementType.I64;
        return List.of(
                f.convert(Ragged.splits(f, lengths), type), first.plus(column.times(by)).value());
    }
}
