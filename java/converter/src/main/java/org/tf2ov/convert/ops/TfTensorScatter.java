package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.ScatterNDReduce;
import org.tf2ov.ov.op.ScatterReduction;

/// `TensorScatterAdd(x, indices, updates)` and its kind: slices combined with those at the places
/// that rows of `indices` name.
@TfOp({
    "ScatterNdNonAliasingAdd",
    "TensorScatterAdd",
    "TensorScatterMax",
    "TensorScatterMin",
    "TensorScatterSub",
    "TensorScatterUpdate"
})
final class TfTensorScatter implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        ScatterReduction reduction =
                switch (node.op()) {
                    case "ScatterNdNonAliasingAdd", "TensorScatterAdd" -> ScatterReduction.SUM;
                    case "TensorScatterMax" -> ScatterReduction.MAX;
                    case "TensorScatterMin" -> ScatterReduction.MIN;
                    case "TensorScatterSub" -> ScatterReduction.SUB;
                    case "TensorScatterUpdate" -> ScatterReduction.NONE;
                    default -> throw new IllegalArgumentException(node.op());
                };
        return List.of(
                g.add(
                        node.name(),
                        new ScatterNDReduce(reduction),
                        List.of(node.input(0), node.input(1), node.input(2))));
    }
}
