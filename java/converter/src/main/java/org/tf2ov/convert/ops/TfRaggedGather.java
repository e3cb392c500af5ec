package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `RaggedGather(splits, values, indices)`: the rows that indices name.
@TfOp("RaggedGather")
final class TfRaggedGather implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        if (node.inputs().size() != 3 || node.rank(2) != 1) {
            throw new UntranslatableException("only rows of one level are gathered, by a vector");
        }
        Formula f = new Formula(g);
        Value indices = node.input(2);
        Ragged from = Ragged.ofSplits(f, node.input(0));
        Value lengths = f.gather(from.lengths(), indices, 0);
        Ragged to = Ragged.ofLengths(f, lengths);
        Value starts = f.gather(f.gather(from.starts(), indices, 0), to.rows(), 0);
        Value places = f.add(starts, to.columns());
        Value splits = f.convert(Ragged.splits(f, lengths), node.input(0).type().element());
        return List.of(splits, f.gather(node.input(1), places, 0));
    }
}
