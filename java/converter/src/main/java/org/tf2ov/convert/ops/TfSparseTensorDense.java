package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Op;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Add;
import org.tf2ov.ov.op.Divide;
import org.tf2ov.ov.op.GatherND;
import org.tf2ov.ov.op.Multiply;

/// Operations on a sparse tensor and a dense one: `SparseTensorDenseAdd` gives the dense sum,
/// `SparseDenseCwiseAdd`, `Mul` and `Div` the new values of the sparse one, to whose shape the
/// dense one broadcasts.
@TfOp({"SparseDenseCwiseAdd", "SparseDenseCwiseDiv", "SparseDenseCwiseMul", "SparseTensorDenseAdd"})
final class TfSparseTensorDense implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        Sparse sparse = Sparse.of(f, node, 0);
        if (node.op().equals("SparseTensorDenseAdd")) {
            return List.of(sparse.addTo(node.input(3)));
        }
        Value dense = f.broadcast(node.input(3), sparse.shape());
        Value others = g.add(new GatherND(0), dense, sparse.places());
        Op operation =
                switch (node.op()) {
                    case "SparseDenseCwiseAdd" -> new Add();
                    case "SparseDenseCwiseDiv" -> new Divide(true);
                    case "SparseDenseCwiseMul" -> new Multiply();
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(g.add(node.name(), operation, List.of(sparse.values(), others)));
    }
}
