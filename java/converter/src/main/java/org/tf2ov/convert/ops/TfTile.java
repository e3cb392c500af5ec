package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Tile;

/// `Tile(x, repeats)`.
@TfOp("Tile")
final class TfTile implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        Value repeats = node.input(1);
        if (repeats.shape().elementCount().is(0)) {
            return List.of(node.input(0));
        }
        Value x = node.input(0);
        if (x.shape().hasRank() && !repeats.shape().isStatic()) {
            // The CPU plug-in wants to know the rank of the result.
            repeats = new Formula(g).reshape(repeats, x.shape().rank());
        }
        return List.of(g.add(node.name(), new Tile(), List.of(x, repeats)));
    }
}
