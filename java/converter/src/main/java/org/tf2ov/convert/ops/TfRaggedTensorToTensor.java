package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.convert.UntranslatableException;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Less;
import org.tf2ov.ov.op.NonZero;
import org.tf2ov.ov.op.ReduceLogicalAnd;
import org.tf2ov.ov.op.ScatterNDUpdate;
import org.tf2ov.tensor.ElementType;

/// `RaggedTensorToTensor(shape, values, default, partitions...; row_partition_types)`: rows of
/// different lengths in a box, filled up with the default. What does not fit into the box, where
/// the shape says its size, is left out.
@TfOp("RaggedTensorToTensor")
final class TfRaggedTensorToTensor implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        List<String> types = node.tf().texts("row_partition_types");
        List<Ragged> levels = new ArrayList<>();
        Value rows = null;
        for (int i = 0; i < types.size(); i++) {
            Value partition = node.input(3 + i);
            switch (types.get(i)) {
                case "FIRST_DIM_SIZE" -> rows = f.i64(partition);
                case "ROW_SPLITS" -> levels.add(Ragged.ofSplits(f, partition));
                case "VALUE_ROWIDS" -> {
                    Value count =
                            levels.isEmpty()
                                    ? rows
                                    : f.squeeze(f.shapeOf(levels.getLast().rows()), 0);
                    if (count == null) {
                        throw new UntranslatableException("nothing tells how many rows it has");
                    }
                    levels.add(Ragged.ofRows(f, partition, count));
                }
                default ->
                        throw new UntranslatableException(
                                "its rows are told by " + types.get(i) + ", which is not known");
            }
        }
        if (levels.isEmpty()) {
            throw new UntranslatableException("its row_partition_types tell of no rows");
        }
        Value values = node.input(1);
        int dimensions = levels.size() + 1;
        Value box = Ragged.box(f, levels);
        if (node.rank(0) == 1) {
            Value wanted = f.slice(f.i64(node.input(0)), 0, dimensions, 0);
            box = f.select(g.add(new Less(), wanted, f.number(0)), box, wanted);
        }
        Value places = Ragged.coordinates(f, levels);
        Value fits =
                g.add(new ReduceLogicalAnd(false), g.add(new Less(), places, box), f.number(1));
        Value chosen = f.squeeze(g.add(new NonZero(ElementType.I64), fits), 0);
        Value rest = f.sliceFrom(f.shapeOf(values), 1, 0);
        boolean ofScalars = values.shape().hasRank(1);
        Value empty = f.broadcast(node.input(2), ofScalars ? box : f.concat(0, box, rest));
        return List.of(
                g.add(
                        node.name(),
                        new ScatterNDUpdate(),
                        List.of(empty, f.gather(places, chosen, 0), f.gather(values, chosen, 0))));
    }
}
