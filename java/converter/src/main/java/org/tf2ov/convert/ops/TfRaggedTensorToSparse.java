package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;

/// `RaggedTensorToSparse(splits..., values)`: rows of different lengths as a sparse tensor.
@TfOp("RaggedTensorToSparse")
final class TfRaggedTensorToSparse implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        int last = node.inputs().size() - 1;
        if (last < 1) {
            throw new UntranslatableException("it has no splits or no values");
        }
        if (node.rank(last) != 1) {
            throw new UntranslatableException("its values are no scalars");
        }
        List<Ragged> levels =
                node.inputs().subList(0, last).stream()
                        .map(splits -> Ragged.ofSplits(f, splits))
                        .toList();
        return List.of(Ragged.coordinates(f, levels), node.input(last), Ragged.box(f, levels));
    }
}
