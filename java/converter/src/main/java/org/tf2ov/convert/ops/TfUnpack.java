package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Split;
import org.tf2ov.ov.op.Squeeze;

/// `Unpack(x; num, axis)` takes a tensor apart along a dimension, which vanishes.
@TfOp("Unpack")
final class TfUnpack implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        long axis = node.attr("axis", 0L);
        int count = node.number("num", 0);
        if (count == 0) {
            return List.of();
        }
        return g
                .addAll(node.name(), new Split(count), List.of(node.input(0), g.scalar(axis)))
                .stream()
                .map(part -> g.add(new Squeeze(), part, g.constant(axis)))
                .toList();
    }
}
