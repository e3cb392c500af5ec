package org.tf2ov.convert.ops;

import java.util.List;
import org.tf2ov.convert.OpNode;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.TfOp;
import org.tf2ov.graph.GraphBuilder;
import org.tf2ov.graph.Value;
import org.tf2ov.ov.op.Einsum;

/// `Einsum(inputs; equation)`.
@TfOp("Einsum")
final class TfEinsum implements OpTranslator {
    @Override
    public List<Value> translate(OpNode node, GraphBuilder g) {
        String equation = node.attr("equation", "").replace(" ", "");
        return List.of(g.add(node.name(), new Einsum(equation), node.inputs()));
    }
}
