package org.tf2ov.convert.ops;

import java.util.ArrayList;
import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ReduceMax;
import org.tf2ov.ov.op.ScatterUpdate;

/// `DynamicStitch(indices..., rows...)` puts rows to the places that indices name.
@TfOp({"DynamicStitch", "ParallelDynamicStitch"})
final class TfDynamicStitch implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Formula f = new Formula(g);
        int count = node.inputs().size() / 2;
        List<Value> places = new ArrayList<>();
        List<Value> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int rank = node.rank(i);
            Value data = node.input(count + i);
            places.add(f.flat(node.input(i)));
            rows.add(rank == 0 ? f.unsqueeze(data, 0) : f.joinFirst(data, rank));
        }
        Value allPlaces = f.concat(0, places.toArray(Value[]::new));
        Value allRows = f.concat(0, rows.toArray(Value[]::new));
        Value last = f.i64(g.add(new ReduceMax(true), allPlaces, f.number(0)));
        Value rest = f.sliceFrom(f.shapeOf(allRows), 1, 0);
        Value shape = f.concat(0, f.add(last, f.number(1)), rest);
        Value base = f.filled(allRows.type().element(), 0, shape);
        return List.of(
                g.add(
                        node.name(),
                        new ScatterUpdate(),
                        List.of(base, allPlaces, allRows, f.number(0))));
    }
}
